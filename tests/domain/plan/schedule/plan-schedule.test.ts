import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isWorkingDay } from '../../../../domain/calendar/working-days';
import { brokenLimits } from '../../../../domain/draw/constraints';
import type { HalfDay } from '../../../../domain/eligibility/pool-person';
import { planSchedule } from '../../../../domain/plan/schedule/plan-schedule';
import type { MeetingToPlan, Schedule, ScheduleProblem } from '../../../../domain/plan/schedule/schedule-problem';
import { zScore } from '../../../../ops/fairness/statistics';
import { calendar } from '../../calendar/support';
import { fewestMisses, waysInTime } from './fewest-misses';
import { anyProblem, FROM } from './problems';

const prkOf = (seed: number) => new Uint8Array(createHash('sha256').update(`lot ${seed}`).digest());
const planned = (problem: ScheduleProblem, seed = 0): Schedule => planSchedule(problem, calendar, prkOf(seed));
const meetingOf = ({ meetings }: ScheduleProblem, code: string): MeetingToPlan =>
  meetings.find((meeting) => meeting.code === code)!;

/** Two bureaus with staff for one meeting each, and four experts who fit any seat. */
const problem = (change: Partial<ScheduleProblem> = {}): ScheduleProblem => ({
  from: FROM,
  until: '2026-12-31',
  meetings: [],
  experts: ['x0', 'x1', 'x2', 'x3'].map((id) => ({
    id,
    tags: ['archives'],
    employer: `of ${id}`,
    away: [],
    seatsLeft: { 2026: 4 },
  })),
  bureaus: ['b0', 'b1'].map((id) => ({ id, people: 5, perMeeting: 3, away: {} })),
  ...change,
});
const meeting = (code: string, change: Partial<MeetingToPlan> = {}): MeetingToPlan => ({
  code,
  bureau: 'b0',
  pools: [{ pool: 'city', candidates: ['x0', 'x1', 'x2', 'x3'] }],
  constraints: { seats: 2, quotas: [{ tag: 'archives', min: 1, max: 2 }], perEmployer: 1 },
  halfDays: 2,
  earliest: FROM,
  due: FROM,
  ...change,
});

describe('a schedule', () => {
  it('never has anybody twice at once, above a cap, away, or on a day off', () => {
    fc.assert(
      fc.property(anyProblem({ meetings: 12, experts: 10, days: 12 }), fc.nat(), (some, seed) => {
        const { meetings, misses } = planned(some, seed);
        const taken = new Set<string>();
        const seats = new Map<string, number>();
        const staff = new Map<string, number>();
        for (const { code, halfDays, pool, possible } of meetings) {
          const asked = meetingOf(some, code);
          const late = misses.some((miss) => miss.code === code);
          expect(halfDays).toHaveLength(asked.halfDays);
          expect(halfDays[0]!.slice(0, 10) >= asked.earliest).toBe(true);
          expect(asked.due !== null && halfDays.at(-1)!.slice(0, 10) > asked.due).toBe(late);
          const candidates = asked.pools.find((one) => one.pool === pool)!.candidates;
          const panel = possible.map((id) => some.experts.find((expert) => expert.id === id)!);
          expect(possible.every((id) => candidates.includes(id))).toBe(true);
          expect(brokenLimits(panel, asked.constraints)).toEqual([]);
          for (const half of halfDays) {
            expect(isWorkingDay(calendar, half.slice(0, 10))).toBe(true);
            staff.set(`${asked.bureau} ${half}`, (staff.get(`${asked.bureau} ${half}`) ?? 0) + 3);
            for (const { id, away } of panel) {
              expect(away).not.toContain(half);
              expect(taken.has(`${id} ${half}`)).toBe(false);
              taken.add(`${id} ${half}`);
            }
          }
          for (const id of possible) seats.set(id, (seats.get(id) ?? 0) + 1);
        }
        for (const { id, seatsLeft } of some.experts) {
          expect(seats.get(id) ?? 0).toBeLessThanOrEqual(seatsLeft[2026]!);
        }
        for (const { id, people, away } of some.bureaus) {
          for (const [key, busy] of staff) {
            const [bureau, half] = key.split(' ') as [string, HalfDay];
            if (bureau === id) expect(busy + (away[half] ?? 0)).toBeLessThanOrEqual(people);
          }
        }
        const onTime = meetings.filter(({ code }) => !misses.some((miss) => miss.code === code));
        const dated = some.meetings.filter(({ due }) => due !== null);
        expect(onTime.filter(({ code }) => meetingOf(some, code).due !== null).length + misses.length).toBe(
          dated.length,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('reports misses that are real: alone no way was there, or no schedule has fewer', () => {
    fc.assert(
      fc.property(anyProblem({ meetings: 5, experts: 5, days: 6 }), fc.nat(), (some, seed) => {
        const { misses, least } = planned(some, seed);
        const fewest = fewestMisses(some, calendar);
        expect(least).toBeLessThanOrEqual(fewest);
        expect(misses.length).toBeGreaterThanOrEqual(fewest);
        for (const { code, reason } of misses) {
          const ways = waysInTime(some, calendar, meetingOf(some, code));
          expect(ways.length > 0).toBe(reason === 'CROWDED');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has the fewest misses that there can be, but for one problem in hundreds of the hardest', () => {
    const problems = fc.sample(anyProblem({ meetings: 6, experts: 5, days: 5 }), { numRuns: 400, seed: 1 });
    const worse = problems.filter((some) => planned(some).misses.length > fewestMisses(some, calendar));
    expect(worse.length).toBeLessThan(4);
  });

  it('has the fewest, and proves it, where only staff is short', () => {
    const experts = Array.from({ length: 12 }, (_, at) => ({
      id: `x${at}`,
      tags: ['archives', 'transport'],
      employer: `e${at}`,
      away: [],
      seatsLeft: { 2026: 9 },
    }));
    const pools = [{ pool: 'city', candidates: experts.map(({ id }) => id) }];
    fc.assert(
      fc.property(
        anyProblem({ meetings: 12, experts: 1, days: 6 }),
        fc.constantFrom(1, 2),
        fc.nat(),
        (some, halfDays, seed) => {
          const meetings = some.meetings.map((one) => ({ ...one, pools, halfDays }));
          const { misses, least } = planned({ ...some, experts, meetings }, seed);
          expect(misses.length).toBe(least);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('depends on nothing but the problem and the lot', () => {
    fc.assert(
      fc.property(anyProblem({ meetings: 8, experts: 8, days: 8 }), fc.nat(), (some, seed) => {
        const turned = { ...some, meetings: some.meetings.toReversed(), experts: some.experts.toReversed() };
        expect(planned(turned, seed)).toEqual(planned(some, seed));
      }),
      { numRuns: 60 },
    );
  });

  it('lets the lot alone say who misses when there is room for some', () => {
    const codes = ['m0', 'm1', 'm2'];
    const rivals = problem({ meetings: codes.map((code) => meeting(code)) });
    const missed = codes.map(() => 0);
    const trials = 300;
    for (let seed = 0; seed < trials; seed++) {
      const { misses, least } = planned(rivals, seed);
      expect([misses.length, least]).toEqual([2, 2]);
      for (const { code } of misses) missed[codes.indexOf(code)]! += 1;
    }
    for (const count of missed) expect(Math.abs(zScore(count, trials, 2 / 3))).toBeLessThan(4);
  });

  it('spreads a bureau’s meetings over the days that they may have', () => {
    const three = ['m0', 'm1', 'm2'].map((code) => meeting(code, { due: '2026-12-14' }));
    const { meetings, misses } = planned(problem({ meetings: three }));
    expect(misses).toEqual([]);
    expect(meetings.map(({ halfDays }) => halfDays[0])).toEqual([
      '2026-12-10/morning',
      '2026-12-11/morning',
      '2026-12-14/morning',
    ]);
  });

  it('moves a meeting that can be on another day for one that can’t', () => {
    const free = meeting('free', { due: '2026-12-11' });
    for (let seed = 0; seed < 20; seed++) {
      expect(planned(problem({ meetings: [free, meeting('bound')] }), seed).misses).toEqual([]);
    }
  });

  it('borrows from the next pool where the first has nobody', () => {
    const pools = [
      { pool: 'district', candidates: ['x0'] },
      { pool: 'city', candidates: ['x1', 'x2'] },
    ];
    const [only] = planned(problem({ meetings: [meeting('m', { pools })] })).meetings;
    expect(only).toEqual({
      code: 'm',
      halfDays: ['2026-12-10/morning', '2026-12-10/afternoon'],
      pool: 'city',
      possible: ['x1', 'x2'],
    });
  });
});

describe('a miss', () => {
  const away: HalfDay[] = [`${FROM}/afternoon`];
  it.each<[string, Partial<ScheduleProblem>, object]>([
    ['NO_TIME', { meetings: [meeting('m', { earliest: '2026-12-11' })] }, {}],
    ['NO_TIME', { meetings: [meeting('m', { earliest: '2026-12-12', due: '2026-12-13' })] }, {}],
    ['NO_TIME', { from: '2026-12-14', meetings: [meeting('m')] }, {}],
    [
      'NO_STAFF',
      { meetings: [meeting('m')], bureaus: [{ id: 'b0', people: 5, perMeeting: 3, away: { [away[0]!]: 3 } }] },
      {},
    ],
    [
      'NO_EXPERTS',
      { meetings: [meeting('m')], experts: problem().experts.map((one) => ({ ...one, away })) },
      { short: ['archives'] },
    ],
    [
      'NO_EXPERTS',
      { meetings: [meeting('m')], experts: problem().experts.map((one) => ({ ...one, employer: 'one' })) },
      { short: [] },
    ],
    [
      'NO_EXPERTS',
      { meetings: [meeting('m')], experts: problem().experts.map((one) => ({ ...one, seatsLeft: {} })) },
      {},
    ],
  ])('says why: %s', (reason, change, details) => {
    const { misses, least } = planned(problem(change));
    expect(misses).toEqual([expect.objectContaining({ code: 'm', reason, rivals: [], ...details })]);
    expect(least).toBe(1);
  });

  it('names who takes its days, and is planned for the first that is left', () => {
    const two = problem({ meetings: [meeting('m0'), meeting('m1')] });
    const { misses, meetings } = planned(two);
    const [late, other] = misses[0]!.code === 'm0' ? ['m0', 'm1'] : ['m1', 'm0'];
    expect(misses).toEqual([expect.objectContaining({ code: late, reason: 'CROWDED', rivals: [other] })]);
    expect(meetings.find(({ code }) => code === late)!.halfDays[0]).toBe('2026-12-11/morning');
  });

  it('is none for a meeting whose date nobody knows: it takes what is left', () => {
    const { misses, meetings } = planned(problem({ meetings: [meeting('unknown', { due: null }), meeting('m')] }));
    expect(misses).toEqual([]);
    expect(meetings.map(({ code }) => code)).toEqual(['m', 'unknown']);
  });
});
