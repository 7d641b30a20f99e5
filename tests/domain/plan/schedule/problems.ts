import fc from 'fast-check';
import { addDays } from '../../../../domain/calendar/local-date';
import type { HalfDay } from '../../../../domain/eligibility/pool-person';
import type { MeetingToPlan, PlanningExpert, ScheduleProblem } from '../../../../domain/plan/schedule/schedule-problem';

/** A Thursday; the days after it hold a weekend. */
export const FROM = '2026-12-10';

const TAGS = ['archives', 'transport'];
const POOLS = ['district', 'city'];
const dayFrom = (days: number) => addDays(FROM, days);

export interface Size {
  meetings: number;
  experts: number;
  days: number;
}

/** Problems of any kind: overlapping pools, shared employers, absences, caps, little staff; often with misses. */
export const anyProblem = ({ meetings, experts, days }: Size): fc.Arbitrary<ScheduleProblem> => {
  const day = fc.integer({ min: 0, max: days - 1 }).map(dayFrom);
  const half = fc.tuple(day, fc.constantFrom('morning', 'afternoon')).map(([on, at]) => `${on}/${at}` as HalfDay);
  const expert = (id: string): fc.Arbitrary<PlanningExpert> =>
    fc.record({
      id: fc.constant(id),
      tags: fc.subarray(TAGS, { minLength: 1 }),
      employer: fc.constantFrom('e0', 'e1', 'e2', 'e3', 'e4', 'e5'),
      away: fc.array(half, { maxLength: 2 }),
      seatsLeft: fc.integer({ min: 0, max: 3 }).map((left) => ({ 2026: left })),
    });
  const ids = Array.from({ length: experts }, (_, at) => `x${at}`);
  const meeting = (code: string): fc.Arbitrary<MeetingToPlan> =>
    fc.record({
      code: fc.constant(code),
      bureau: fc.constantFrom('b0', 'b1'),
      pools: fc
        .subarray(POOLS, { minLength: 1 })
        .chain((pools) =>
          fc.tuple(...pools.map((pool) => fc.record({ pool: fc.constant(pool), candidates: fc.subarray(ids) }))),
        ),
      constraints: fc.record({
        seats: fc.integer({ min: 1, max: 2 }),
        quotas: fc.subarray(TAGS, { maxLength: 1 }).map((tags) => tags.map((tag) => ({ tag, min: 1, max: 2 }))),
        perEmployer: fc.constantFrom(1, 2),
      }),
      halfDays: fc.constantFrom(1, 2, 2),
      earliest: day,
      due: fc.option(day, { freq: 6 }),
    });
  const bureau = (id: string) =>
    fc.record({
      id: fc.constant(id),
      people: fc.integer({ min: 3, max: 6 }),
      perMeeting: fc.constant(3),
      away: fc.dictionary(half, fc.integer({ min: 1, max: 3 }), { maxKeys: 2 }) as fc.Arbitrary<
        Record<HalfDay, number>
      >,
    });
  return fc.record({
    from: fc.constant(FROM),
    until: fc.constant(dayFrom(days - 1)),
    meetings: fc
      .integer({ min: 1, max: meetings })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, at) => meeting(`m${at}`)))),
    experts: fc.tuple(...ids.map(expert)),
    bureaus: fc.tuple(bureau('b0'), bureau('b1')),
  });
};
