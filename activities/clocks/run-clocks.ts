import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../domain/calendar/local-date';
import { CLOCK_KINDS, type ClockKind } from '../../domain/clocks/clock-kind';
import type { ClockRow, PauseCause } from '../../domain/clocks/clock-row';
import type { ClockRule } from '../../domain/clocks/clock-rule';
import { extendClock } from '../../domain/clocks/extend-clock';
import { moveClock } from '../../domain/clocks/move-clock';
import { canPause, pauseClock, resumeClock } from '../../domain/clocks/pause-clock';
import { reopenClock } from '../../domain/clocks/reopen-clock';
import { type ClockBases, type ClockStart, startClock } from '../../domain/clocks/start-clock';
import { stopClock } from '../../domain/clocks/stop-clock';
import type { ProcessContext } from '../process/process-context';
import { ruleSetById } from '../rules/rule-set-for';
import { clockColumns, openClocks, saveClock } from './clock-rows';
import { settleClockTasks } from './clock-tasks';

/** What a clock is started with; project, rule set and calendar come from the context. */
export type ClockOrder = Omit<ClockStart, 'id' | 'projectId' | 'ruleSetId'>;

/** Starts a clock in the transaction of the fact that starts it. While the project is suspended it rests at once. */
export async function runClock(ctx: ProcessContext, order: ClockOrder): Promise<ClockRow> {
  const rule = ctx.rules.body.clocks[order.kind];
  const bases = statedBy(ctx.factId, order.bases);
  const names = { ...order, bases, id: randomUUID(), projectId: ctx.project.id, ruleSetId: ctx.rules.id };
  let row = startClock(rule, names, ctx.calendar);
  if (ctx.project.suspended && canPause(row, { cause: 'suspension', on: ctx.today }, rule, ctx.calendar)) {
    row = pauseClock(row, { cause: 'suspension', on: ctx.today }, rule, ctx.calendar);
  }
  await ctx.tx.clock.create({
    data: {
      id: row.id,
      projectId: row.projectId,
      workflow: CLOCK_KINDS[row.kind].workflow,
      kind: row.kind,
      subject: row.subject,
      ruleSetId: row.ruleSetId,
      ...clockColumns(row),
    },
  });
  return row;
}

/** Stops the open clocks of a kind, all of them or those of one subject, and ticks off the tasks they made. */
export async function stopClocks(
  ctx: ProcessContext,
  kind: ClockKind,
  subject?: string,
  on: LocalDate = ctx.today,
): Promise<void> {
  await change(ctx, await openClocks(ctx, kind, subject), (row) => stopClock(row, on));
  await settleClockTasks(ctx, kind, subject);
}

/** Stops whatever still runs, when a project closes. */
export async function stopAllClocks(ctx: ProcessContext): Promise<void> {
  await change(ctx, await openClocks(ctx), (row) => stopClock(row, ctx.today));
}

/** Lets the last clock of a kind and subject go on that was stopped too soon. @returns it, or undefined where none was */
export async function reopenLast(ctx: ProcessContext, kind: ClockKind, subject: string): Promise<ClockRow | undefined> {
  const last = await ctx.tx.clock.findFirst({
    where: { projectId: ctx.project.id, kind, subject },
    orderBy: { recordedAt: 'desc' },
    select: { row: true },
  });
  if (last) {
    const rows = [last.row as unknown as ClockRow];
    await change(ctx, rows, (row, rule) => reopenClock(row, ctx.today, rule, ctx.calendar));
  }
  return (await openClocks(ctx, kind, subject))[0];
}

/** Rests the clocks that this cause pauses: all of the project, or those of one kind. */
export async function pauseClocks(
  ctx: ProcessContext,
  cause: PauseCause,
  on: LocalDate,
  kind?: ClockKind,
): Promise<void> {
  await change(ctx, await openClocks(ctx, kind), (row, rule) =>
    canPause(row, { cause, on }, rule, ctx.calendar) ? pauseClock(row, { cause, on }, rule, ctx.calendar) : row,
  );
}

/** Lets the clocks go on that this cause had paused. */
export async function resumeClocks(
  ctx: ProcessContext,
  cause: PauseCause,
  on: LocalDate,
  kind?: ClockKind,
): Promise<void> {
  const paused = (row: ClockRow) => row.pauses.some((pause) => pause.cause === cause && pause.to === null);
  const rows = (await openClocks(ctx, kind)).filter(paused);
  await change(ctx, rows, (row, rule) => resumeClock(row, { cause, on }, rule, ctx.calendar));
}

/** Counts the clocks of a kind anew from dates that changed or became known. */
export async function moveClocks(
  ctx: ProcessContext,
  kind: ClockKind,
  bases: ClockBases,
  subject?: string,
): Promise<void> {
  await change(ctx, await openClocks(ctx, kind, subject), (row, rule) =>
    moveClock(row, { on: ctx.today, bases: statedBy(ctx.factId, bases) }, rule, ctx.calendar),
  );
}

/** Dates of which nothing else is said are those of the fact under way. */
function statedBy(factId: string, bases: ClockBases): ClockBases {
  return Object.fromEntries(Object.entries(bases).map(([fact, date]) => [fact, { statedBy: factId, ...date }]));
}

/** Lengthens one clock, by the rule's own length unless `n` is given. @throws Refusal CLOCK_NOT_EXTENDABLE */
export async function lengthenClock(ctx: ProcessContext, kind: ClockKind, subject: string, n?: number): Promise<void> {
  await change(ctx, await openClocks(ctx, kind, subject), (row, rule) =>
    extendClock(row, { on: ctx.today, n }, rule, ctx.calendar),
  );
}

/** Applies a change to clocks, each by the version of the rules it started with. */
async function change(
  ctx: ProcessContext,
  rows: ClockRow[],
  to: (row: ClockRow, rule: ClockRule) => ClockRow,
): Promise<void> {
  for (const row of rows) {
    const { body } = await ruleSetById(ctx.tx, row.ruleSetId);
    const changed = to(row, body.clocks[row.kind]);
    if (changed !== row) await saveClock(ctx.tx, changed);
  }
}
