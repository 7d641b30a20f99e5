import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { plannedCompletion } from './items';

/**
 * The term of each item of a round begins with the day on which its notice was served. Of one reported before, it rests at
 * once and goes on when the report does not hold.
 */
export async function startItemClocks(ctx: ProcessContext, roundId: string, servedOn: LocalDate): Promise<void> {
  const { passed } = await ctx.tx.result.findUniqueOrThrow({ where: { roundId } });
  const items = await ctx.tx.rectificationItem.findMany({
    where: { roundId, state: { not: 'closed' } },
    orderBy: { number: 'asc' },
  });
  const planned = await plannedCompletion(ctx);
  for (const { id, days, state } of items) {
    await runClock(ctx, {
      kind: 'rectification_item',
      subject: id,
      start: servedOn,
      bases: {
        itemServed: actualDay(servedOn),
        ...(planned ? { plannedCompletion: planned } : {}),
      },
      outcome: passed ? 'passed' : 'failed',
      chosen: days ?? undefined,
    });
    if (state === 'reported') await stopClocks(ctx, 'rectification_item', id, servedOn);
  }
}
