import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { assertDeparture } from '../../../domain/panel/attendance';
import { quorum } from '../../../domain/panel/quorum';
import { adjourn } from '../../review/adjourn';
import { settleInspection } from '../../review/open-deliberation';
import { requireReview } from '../../review/review';
import { settleBallot } from '../../review/settle-ballot';
import { defineAct } from '../define-act';

/** Steps in which a meeting that has lost its quorum adjourns. */
const SITTING = ['sampling', 'inspecting', 'deliberating', 'voting'];

/**
 * Who presides confirms that a member left. What he submitted stands, what he owed is owed no more. With too few left, or
 * nobody to preside, the meeting adjourns.
 */
export const confirmLeave = defineAct({
  kind: 'member.leave_confirm',
  summary: 'Confirm that a member has left the meeting',
  body: z.object({ departureId: z.uuid() }),
  async apply(ctx) {
    const { round, panel, present } = await requireReview(ctx);
    const departure = await ctx.tx.departure.findFirst({
      where: { id: ctx.body.departureId, roundId: round.id, confirmedFactId: null },
    });
    if (!departure) throw new Refusal('NOT_FOUND', { field: 'departureId', value: ctx.body.departureId });
    const { recordedById } = await ctx.tx.fact.findUniqueOrThrow({ where: { id: departure.factId } });
    const { seatId, reason } = departure;
    assertDeparture(panel, present, { seatId, reason, recorderId: recordedById!, confirmedById: ctx.actorId });
    await ctx.tx.departure.update({
      where: { id: departure.id },
      data: { confirmedById: ctx.actorId, confirmedFactId: ctx.factId },
    });
    const review = await requireReview(ctx);
    const sits = quorum(panel, review.present, ctx.rules.body.meeting).sitting;
    if (!sits && SITTING.includes(round.step)) await adjourn(ctx, review, 'quorum_lost');
    else {
      await settleInspection(ctx, review);
      await settleBallot(ctx, review);
    }
    return { result: { departureId: departure.id, present: review.present.length } };
  },
});
