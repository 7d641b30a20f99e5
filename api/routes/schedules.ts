import { z } from 'zod';
import { drawSchedule, type LotteryResult } from '../../activities/plan/draw-schedule';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import { Refusal } from '../../domain/errors';
import { STAGES } from '../../domain/lifecycle/stage';
import { requireRoleIn } from '../actor';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { id, idParams, localDate, line as oneLine } from '../schemas';
import { requirePlan } from './annual-plans';

const half = z.object({ date: localDate, half: z.enum(['morning', 'afternoon']) });

const line = z
  .object({
    code: z.string(),
    name: z.string(),
    jurisdiction: z.object({ id, code: z.string(), name: z.string() }),
    stage: z.enum(STAGES),
    apart: z
      .enum(['MET', 'DATED', 'SUSPENDED', 'ELSEWHERE', 'NO_SPECIALTY_MAP'])
      .nullable()
      .meta({ description: 'Why no date is proposed here; null where one is' }),
    halfDays: z.array(half).meta({ description: 'Proposed, or fixed already (`DATED`); none where no day was left' }),
    due: localDate.nullable().meta({ description: 'Last day in time; null while the planned completion is unknown' }),
    earliest: localDate.nullable(),
    pool: z.enum(['own', 'parent']).nullable(),
    late: z.int().meta({ description: 'Working days after the due date' }),
    miss: z
      .object({
        reason: z.enum(['NO_TIME', 'NO_STAFF', 'NO_EXPERTS', 'CROWDED']),
        short: z.array(z.string()).meta({ description: 'Specialties that no day could bring' }),
        rivals: z.array(z.string()).meta({ description: 'Codes of the projects that take its days' }),
      })
      .nullable(),
  })
  .meta({ id: 'ScheduleLine' });

const schedule = z
  .object({
    year: z.int(),
    lot: z
      .object({ name: z.string(), drawnOn: localDate, value: z.string() })
      .nullable()
      .meta({ description: 'The lottery that decided among equals; null for a preview' }),
    from: localDate,
    until: localDate,
    lines: z.array(line),
    least: z.int().meta({ description: 'No schedule whatever has fewer misses' }),
    experts: z.object({ people: z.int(), seats: z.int(), seatsLeft: z.int() }),
  })
  .meta({ id: 'YearSchedule' });

const query = z.object({
  halfDays: z.coerce.number().int().min(1).max(6).default(2).meta({ description: 'That a meeting takes' }),
  lottery: oneLine(100).optional().meta({ description: 'Name and number of the lottery’s draw' }),
  drawnOn: localDate.optional(),
  numbers: z.string().max(200).optional().meta({ description: 'In their published order' }),
  count: z.coerce.number().int().min(5).max(20).default(7),
  maximum: z.coerce.number().int().min(30).max(100).default(33),
});

const STAFF = ['officer', 'director'] as const;

export const readSchedule = route({
  method: 'get',
  path: '/api/v1/annual-plans/{id}/schedule',
  tag: 'plans',
  summary: 'Draw up a schedule of a plan’s meetings, and see which projects will miss their date and why',
  description:
    'Dates × staff × experts of the required specialties, as they are today. Among equals a public lottery decides that was drawn after the ' +
    'plan had been fixed; without it the answer is a preview. It names no expert: who sits is drawn for each meeting by itself. An ' +
    'officer takes a date up by `meeting.plan`.',
  roles: STAFF,
  params: idParams,
  query,
  answers: { 200: schedule },
  refusals: ['PLAN_NOT_FIXED', 'LOTTERY_NOT_FUTURE', 'LOTTERY_RESULT_RANGE', 'OCCURRED_IN_FUTURE'],
  async handler(context) {
    const { tx, actor, occasion, params, query } = context;
    const { id: planId, jurisdictionId } = await requirePlan(context, params.id);
    await requireRoleIn(tx, actor, STAFF, jurisdictionId);
    const order = { today: occasion.today, halfDays: query.halfDays, lottery: lotteryOf(query) };
    const { lines, ...found } = await drawSchedule(tx, planId, order);
    return ok({ ...found, lines: lines.map((line) => ({ ...line, halfDays: line.halfDays.map(halfOf) })) });
  },
});

/** As `meeting.plan` takes it. */
function halfOf(name: HalfDay): z.input<typeof half> {
  const [date, part] = name.split('/') as [string, 'morning' | 'afternoon'];
  return { date, half: part };
}

/** All of a lottery's result, or nothing of it. */
function lotteryOf({ lottery, drawnOn, numbers, count, maximum }: z.output<typeof query>): LotteryResult | null {
  const given = { lottery, drawnOn, numbers };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length === Object.keys(given).length) return null;
  if (missing.length > 0) {
    const [[field]] = missing as [[string, undefined]];
    throw new Refusal('BAD_INPUT', { field, value: null, allowed: 'together: lottery, drawnOn, numbers' });
  }
  return { name: lottery!, drawnOn: drawnOn!, numbers: numbers!, count, maximum };
}

export const SCHEDULE_ROUTES: readonly Route[] = [readSchedule];
