import { z } from 'zod';
import { stopClocks } from '../../clocks/run-clocks';
import { refillSeat } from '../../draws/refill-seat';
import { defineAct } from '../define-act';
import { completePanel } from './complete-panel';
import { call, ownInvitation } from './own-invitation';
import { declareRelations, relation } from './relations';

const body = z.object({
  /** All that ties the member to the project's parties; empty: he declares that there is nothing. */
  relations: z.array(relation).max(20),
  call: call.optional(),
});

/** A member declares his relations and comes. Whoever declares one stays out, whatever he thinks of it. */
export const acceptInvitation = defineAct({
  kind: 'panel_invitation.accept',
  summary: 'Declare relations and accept a seat on the panel',
  body,
  async apply(ctx) {
    const { seat, holder } = await ownInvitation(ctx);
    const { relations } = ctx.body;
    const recused = relations.length > 0;
    await ctx.tx.seatHolder.update({
      where: { id: holder.id },
      data: { answer: recused ? 'declined' : 'accepted', answeredFactId: ctx.factId },
    });
    await stopClocks(ctx, 'invitation_reply', holder.id, ctx.envelope.occurredOn);
    if (recused) {
      await declareRelations(ctx, holder.personId, relations);
      await refillSeat(ctx, seat.id, 'RECUSED');
      return { result: { seatId: seat.id, confirmed: false } };
    }
    await ctx.tx.seat.update({ where: { id: seat.id }, data: { state: 'confirmed' } });
    return { to: await completePanel(ctx), result: { seatId: seat.id, confirmed: true } };
  },
});
