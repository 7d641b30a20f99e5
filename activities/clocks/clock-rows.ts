import type { ClockKind } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { nextStep } from '../../domain/clocks/fire-steps';
import type { Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';

/** The columns of a clock, from the clock as domain/clocks keeps it. */
export function clockColumns(row: ClockRow) {
  const next = nextStep([row]);
  return {
    state: row.state,
    dueOn: row.due === null ? null : toDate(row.due),
    provisional: row.provisional,
    approximate: row.approx,
    calendar: row.calendar,
    version: row.version,
    // A resting clock rings when it goes on.
    nextAt: next !== null && (row.state === 'running' || row.state === 'waiting') ? new Date(next) : null,
    countsFrom: toDate(row.countsFrom),
    countsTo: toDate(row.countsTo),
    row: row as unknown as Prisma.InputJsonObject,
  };
}

/** Stores a clock that changed. */
export async function saveClock(tx: Tx, row: ClockRow): Promise<void> {
  await tx.clock.update({ where: { id: row.id }, data: clockColumns(row) });
}

/** The project's clocks that have not stopped, oldest first; of one kind and subject when these are given. */
export async function openClocks(ctx: ProcessContext, kind?: ClockKind, subject?: string): Promise<ClockRow[]> {
  const rows = await ctx.tx.clock.findMany({
    where: { projectId: ctx.project.id, state: { not: 'stopped' }, kind, subject },
    orderBy: { recordedAt: 'asc' },
    select: { row: true },
  });
  return rows.map(({ row }) => row as unknown as ClockRow);
}
