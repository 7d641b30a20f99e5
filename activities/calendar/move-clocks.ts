import { randomUUID } from 'node:crypto';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { nextStep } from '../../domain/clocks/fire-steps';
import { recalculate } from '../../domain/clocks/recalculate';
import { type Clock, processTime } from '../clock';
import { saveClock } from '../clocks/clock-rows';
import { tellIfNearer } from '../clocks/tell-if-nearer';
import type { Tx } from '../database/database';
import { word } from '../mail/words';
import { openProcess } from '../process/process-context';
import { workflowsOf } from '../process/workflows-of';
import { loadCalendar } from '../rules/load-calendar';
import { ruleSetById } from '../rules/rule-set-for';

/** Clocks a transaction. */
const PAGE = 200;

/**
 * Recounts the next page of open clocks that were counted with another calendar and rest on a day that changed, and
 * remembers how far it came, so that a repetition goes on from there and a second load does nothing. An owner whose
 * deadline came nearer is told.
 *
 * @returns the workflows of the clocks that moved, which must set their alarms anew
 */
export async function moveClocks(
  tx: Tx,
  clock: Clock,
  { calendarLoadId }: { calendarLoadId: string },
): Promise<{ workflowIds: string[]; done: boolean }> {
  const load = await tx.calendarLoad.findUniqueOrThrow({ where: { id: calendarLoadId } });
  if (load.finishedAt) return { workflowIds: [], done: true };
  const time = await processTime(tx, clock);
  const calendar = await loadCalendar(tx);
  const page = await tx.clock.findMany({
    where: {
      state: { not: 'stopped' },
      calendar: { not: calendar.version },
      countsFrom: { lte: load.changedUntil },
      countsTo: { gte: load.changedFrom },
      ...(load.afterClockId ? { id: { gt: load.afterClockId } } : {}),
    },
    orderBy: { id: 'asc' },
    take: PAGE,
    select: { id: true, projectId: true, workflow: true },
  });
  // One lock order for all: projects by id, then their clocks.
  const projectIds = [...new Set(page.map(({ projectId }) => projectId))].sort();
  await tx.$queryRaw`SELECT 1 FROM "Project" WHERE id = ANY(${projectIds}::uuid[]) ORDER BY id FOR UPDATE`;
  const moved: { projectId: string; workflow: string }[] = [];
  for (const { id, projectId, workflow } of page) {
    const stored = await tx.clock.findUniqueOrThrow({ where: { id }, select: { row: true } });
    const row = stored.row as unknown as ClockRow;
    const { body } = await ruleSetById(tx, row.ruleSetId);
    const recounted = recalculate(row, body.clocks[row.kind], calendar);
    await saveClock(tx, recounted);
    // A reminder may move although the deadline stays where it is.
    if (recounted.due === row.due && nextStep([recounted]) === nextStep([row])) continue;
    moved.push({ projectId, workflow });
    if (recounted.due !== row.due) {
      const ctx = await openProcess(tx, clock, projectId, null, { actorId: null, factId: randomUUID() });
      await tellIfNearer(ctx, recounted, row.due, word('reason', 'holiday_notice'));
    }
  }
  await tx.project.updateMany({
    where: { id: { in: moved.map(({ projectId }) => projectId) } },
    data: { version: { increment: 1 } },
  });
  const done = page.length < PAGE;
  await tx.calendarLoad.update({
    where: { id: calendarLoadId },
    data: {
      afterClockId: page.at(-1)?.id ?? load.afterClockId,
      movedClocks: { increment: moved.length },
      finishedAt: done ? time.now : null,
    },
  });
  return { workflowIds: await workflowsOf(tx, moved, time), done };
}
