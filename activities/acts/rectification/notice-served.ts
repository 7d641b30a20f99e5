import { actualDay } from '../../../domain/calendar/partial-date';
import type { Service } from '../../../prisma/generated/client';
import { runClock } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { plannedCompletion } from './items';

/** A rectification notice was served: the term of each of its items begins. */
export async function noticeServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const roundId = service.subjectId;
  const { passed } = await ctx.tx.result.findUniqueOrThrow({ where: { roundId } });
  const items = await ctx.tx.rectificationItem.findMany({
    where: { roundId, state: 'open' },
    orderBy: { number: 'asc' },
  });
  const planned = await plannedCompletion(ctx);
  const start = toLocalDate(service.servedOn);
  for (const { id, days } of items) {
    await runClock(ctx, {
      kind: 'rectification_item',
      subject: id,
      start,
      bases: {
        itemServed: actualDay(start),
        ...(planned ? { plannedCompletion: { value: planned, precision: 'day', kind: 'planned' } } : {}),
      },
      outcome: passed ? 'passed' : 'failed',
      chosen: days ?? undefined,
    });
  }
}
