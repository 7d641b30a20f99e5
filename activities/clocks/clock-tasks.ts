import type { ClockKind } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import type { ProcessContext } from '../process/process-context';
import { ensureTask, type TaskOrder } from '../tasks/ensure-task';

/**
 * A task that a clock makes. Its subject is `<kind of clock>/<subject>/<due date>`: asked for again only for another due
 * date, and ticked off when the clock stops.
 */
export function ensureClockTask(
  ctx: ProcessContext,
  clock: Pick<ClockRow, 'kind' | 'subject' | 'due'>,
  order: Omit<TaskOrder, 'subject'>,
): Promise<void> {
  const subject = `${clock.kind}/${clock.subject}/${clock.due ?? 'unknown'}`;
  return ensureTask(ctx, { dueOn: clock.due ?? undefined, ...order, subject });
}

/** Ticks off what clocks of a kind, of one subject or all, had asked for. */
export async function settleClockTasks(ctx: ProcessContext, kind: ClockKind, subject?: string): Promise<void> {
  await ctx.tx.task.updateMany({
    where: {
      projectId: ctx.project.id,
      subject: { startsWith: subject === undefined ? `${kind}/` : `${kind}/${subject}/` },
      doneAt: null,
    },
    data: { doneAt: ctx.now, doneById: ctx.actorId },
  });
}
