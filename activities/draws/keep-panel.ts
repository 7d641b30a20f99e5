import { addMonths } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import type { ProcessContext } from '../process/process-context';
import { type RoundWithPanel, requireRound } from '../process/require-round';
import { vacantExpertSeats } from './filter-pool-for';

/**
 * Seats the drawn panel of an earlier round that ended without a result not long ago: nobody buys a new one by starting
 * again. Its members are asked anew like those of a re-inspection.
 *
 * @returns the round with whom it kept
 */
export async function keepPanel(ctx: ProcessContext, round: RoundWithPanel): Promise<RoundWithPanel> {
  const months = ctx.rules.body.meeting.keepPanelMonths;
  const earlier = await ctx.tx.round.findFirst({
    where: { projectId: ctx.project.id, number: { lt: round.number }, endedAt: { not: null }, result: null },
    orderBy: { number: 'desc' },
    include: {
      seats: {
        where: { role: 'expert' },
        orderBy: { number: 'asc' },
        include: { holders: { where: { drawId: { not: null } } } },
      },
    },
  });
  if (!earlier?.endedAt) return round;
  if (addMonths(localDateOf(earlier.endedAt.toISOString()), months) < ctx.today) return round;
  const vacant = vacantExpertSeats(round);
  // Whoever held a seat to the end left it for the reason for which the round ended.
  const kept = earlier.seats
    .flatMap(({ holders }) => holders)
    .filter(({ endReason }) => endReason === earlier.endReason);
  for (const { personId, via, drawId, ticketRank } of kept) {
    const seat = vacant.shift();
    if (!seat) break;
    await ctx.tx.seatHolder.create({
      data: { seatId: seat.id, personId, via, drawId, ticketRank, since: ctx.now, factId: ctx.factId },
    });
    await ctx.tx.seat.update({ where: { id: seat.id }, data: { state: 'invited' } });
  }
  return requireRound(ctx);
}
