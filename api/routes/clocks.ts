import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import type { ClockKind } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { clockView } from '../../domain/clocks/clock-view';
import type { Prisma } from '../../prisma/generated/client';
import { ClockState } from '../../prisma/generated/enums';
import type { Occasion } from '../actor';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { dateOf, id, localDate } from '../schemas';
import { visible } from '../visible';

const state = z.enum(ClockState);

export const clock = z
  .object({
    id,
    project: z.object({ code: z.string(), name: z.string() }),
    kind: z.string(),
    /** What it is about: a period, or the id of an item, a receiver, a seat’s holder. */
    subject: z.string(),
    state,
    due: localDate.nullable().meta({ description: 'Null: 待定' }),
    tone: z.enum(['unknown', 'stopped', 'paused', 'overdue', 'today', 'near', 'normal']),
    /** Negative when overdue; of a paused clock those it has left. */
    workingDaysLeft: z.int().nullable(),
    stoppedOn: localDate.nullable(),
    provisional: z.boolean().meta({ description: '暂定: a year’s holidays are not announced yet' }),
    approximate: z.boolean().meta({ description: '约: it counts from a month or a year' }),
    /** Past when the project was taken over: counted apart. */
    overdueAtTakeOver: z.boolean(),
    steps: z.array(z.object({ action: z.string(), date: localDate, state: z.string() })),
  })
  .meta({ id: 'Clock' });

export const CLOCK_INCLUDE = { project: { select: { code: true, name: true } } } satisfies Prisma.ClockInclude;

type Row = Prisma.ClockGetPayload<{ include: typeof CLOCK_INCLUDE }>;

export const listClocks = route({
  method: 'get',
  path: '/api/v1/clocks',
  tag: 'tasks',
  summary: 'Deadlines over all projects, the earliest first',
  query: pageQuery.extend({
    state: state.optional().meta({ description: 'Without it: all that have not stopped' }),
    kind: z.string().max(40).optional(),
    dueFrom: localDate.optional(),
    dueUntil: localDate.optional(),
    overdue: z.stringbool().optional(),
    jurisdictionId: id.optional(),
  }),
  answers: { 200: pageOf(clock) },
  async handler(context) {
    const { tx, deps, occasion, query } = context;
    const { state, kind, dueFrom, dueUntil, overdue, jurisdictionId } = query;
    const see = await visible(context);
    const today = toDate(occasion.today);
    const where: Prisma.ClockWhereInput = {
      AND: [
        see.clock,
        { state: state ?? { not: 'stopped' }, kind, project: { jurisdictionId } },
        { dueOn: { gte: dueFrom && toDate(dueFrom), lte: dueUntil && toDate(dueUntil) } },
        overdue === undefined ? {} : { dueOn: overdue ? { lt: today } : { gte: today } },
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'clocks', query, (page) =>
      tx.clock.findMany({
        where,
        include: CLOCK_INCLUDE,
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
        ...page,
      }),
    );
    return ok({ items: await clockViews(tx, rows, occasion), nextCursor });
  },
});

/** Clocks as pages show them: beside the date, how many working days are left. */
export async function clockViews(tx: Tx, rows: readonly Row[], { now }: Occasion): Promise<z.input<typeof clock>[]> {
  const calendar = await loadCalendar(tx);
  const rules = new Map<string, Awaited<ReturnType<typeof ruleSetById>>['body']['clocks']>();
  for (const { ruleSetId } of rows) {
    if (!rules.has(ruleSetId)) rules.set(ruleSetId, (await ruleSetById(tx, ruleSetId)).body.clocks);
  }
  return rows.map((each) => {
    const kept = each.row as unknown as ClockRow;
    const rule = rules.get(each.ruleSetId)![each.kind as ClockKind];
    const { tone, left } = clockView(kept, rule, calendar, now.toISOString());
    const { id, project, kind, subject, state, dueOn, provisional, approximate, overdueAtTakeOver } = each;
    return {
      ...{ id, project, kind, subject, state, tone, provisional, approximate, overdueAtTakeOver },
      due: dateOf(dueOn),
      workingDaysLeft: left?.days ?? null,
      stoppedOn: kept.stoppedOn,
      steps: kept.steps.map(({ action, date, state }) => ({ action, date, state })),
    };
  });
}

export const CLOCK_ROUTES: readonly Route[] = [listClocks];
