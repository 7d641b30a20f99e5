import type { Prisma } from '../../prisma/generated/client';
import { sessionsOf } from '../acts/meeting/sessions';
import { tell } from '../mail/enqueue';
import { word } from '../mail/words';
import type { ProcessContext } from '../process/process-context';
import type { RoundEnd } from '../process/round-end';
import { endHolding } from './refill-seat';

/** Ends the holds of a round's seats, all or some of them. Who had accepted hears of it, and nobody else does. */
export async function dismissMembers(
  ctx: ProcessContext,
  roundId: string,
  which: Prisma.SeatHolderWhereInput,
  endReason: Exclude<RoundEnd, 'passed' | 'failed'> | 'draw_void',
): Promise<void> {
  const round = await ctx.tx.round.findUniqueOrThrow({
    where: { id: roundId },
    include: { halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] } },
  });
  const holders = await ctx.tx.seatHolder.findMany({
    where: { ...which, seat: { roundId }, endedAt: null },
    orderBy: { seat: { number: 'asc' } },
  });
  const about = {
    industry: ctx.project.industry,
    district: ctx.project.jurisdiction.name,
    reason: word('reason', endReason),
    formerSessions: sessionsOf(ctx, round.halfDays),
    // Who got notice has the meeting in his calendar.
    meetingId: round.noticeFactId && round.id,
    sequence: round.noticeSequence + 1,
    link: '/',
  };
  for (const { id, personId, answer } of holders) {
    if (answer === 'accepted') await tell(ctx, 'panel-dissolved', [personId], { holding: id }, about);
    await endHolding(ctx, id, endReason);
  }
}
