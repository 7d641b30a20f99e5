import { z } from 'zod';
import { refillSeat } from '../../draws/refill-seat';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { call, ownInvitation } from './own-invitation';
import { declareRelations, relation } from './relations';

const body = z.object({
  reason: prose(500).optional(),
  relations: z.array(relation).max(20).default([]),
  call: call.optional(),
});

/** A member does not come; the next in ticket order is asked at once. */
export const declineInvitation = defineAct({
  kind: 'panel_invitation.decline',
  summary: 'Decline a seat on the panel',
  body,
  async apply(ctx) {
    const { seat, holder } = await ownInvitation(ctx);
    const { relations } = ctx.body;
    await ctx.tx.seatHolder.update({
      where: { id: holder.id },
      data: { answer: 'declined', answeredFactId: ctx.factId },
    });
    if (relations.length > 0) await declareRelations(ctx, holder.personId, relations);
    await refillSeat(ctx, seat.id, relations.length > 0 ? 'RECUSED' : 'DECLINED');
    return { result: { seatId: seat.id } };
  },
});
