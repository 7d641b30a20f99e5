import type { ClockRow } from '../../../domain/clocks/clock-row';
import type { VacancyCode } from '../../../domain/draw/refill';
import { refillSeat } from '../../draws/refill-seat';
import type { ProcessContext } from '../../process/process-context';
import { defineStep } from '../define-step';

/** The invited member did not answer in time: his seat falls vacant, and the next in ticket order is asked. */
export const vacateNoAnswer = defineStep({
  action: 'vacate-no-answer',
  apply: (ctx, clock) => vacate(ctx, clock, 'NO_ANSWER'),
});

/** No message reached the invited member, and nobody had him on the telephone. */
export const vacateNotReached = defineStep({
  action: 'vacate-not-reached',
  apply: (ctx, clock) => vacate(ctx, clock, 'NOT_REACHED'),
});

async function vacate(ctx: ProcessContext, { subject }: ClockRow, code: VacancyCode): Promise<undefined> {
  const holder = await ctx.tx.seatHolder.findUniqueOrThrow({ where: { id: subject } });
  if (holder.endedAt === null && holder.answer === null) await refillSeat(ctx, holder.seatId, code);
}
