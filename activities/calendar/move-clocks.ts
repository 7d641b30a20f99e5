import type { ClockRow } from '../../domain/clocks/clock-row';
import { recalculate } from '../../domain/clocks/recalculate';
import { type Clock, processTime } from '../clock';
import { saveClock } from '../clocks/clock-rows';
import type { Tx } from '../database/database';
import { workflowsOf } from '../process/workflows-of';
import { loadCalendar } from '../rules/load-calendar';
import { ruleSetById } from '../rules/rule-set-for';

/** Clocks a transaction. */
const PAGE = 200;

/**
 * Recounts the next page of open clocks that were counted with another calendar and rest on a day that changed, and
 * remembers how far it came, so that a repetition goes on from there and a second load does nothing.
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
    if (recounted.due !== row.due) moved.push({ projectId, workflow });
  }
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
