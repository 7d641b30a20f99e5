import { takeOverClock } from '../../../domain/clocks/take-over-clock';
import { clockColumns, openClocks } from '../../clocks/clock-rows';
import { ensureClockTask } from '../../clocks/clock-tasks';
import type { ProcessContext } from '../../process/process-context';

/** Marks the clocks that were past already, each of which an officer looks at. @returns how many */
export async function settleTakenOverClocks(ctx: ProcessContext): Promise<number> {
  let past = 0;
  for (const clock of await openClocks(ctx)) {
    const { row, overdue } = takeOverClock(clock, ctx.now.toISOString());
    await ctx.tx.clock.update({
      where: { id: row.id },
      data: { ...clockColumns(row), overdueAtTakeOver: overdue },
    });
    if (!overdue) continue;
    await ensureClockTask(ctx, row, { kind: 'settle-taken-over' });
    past += 1;
  }
  return past;
}
