import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { seatOf } from '../../../domain/panel/panel';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** The recorder notes that a member leaves; it counts once who presides has confirmed it. */
export const recordLeave = defineAct({
  kind: 'member.leave',
  summary: 'Record that a member leaves the meeting',
  body: z.object({
    seatId: z.uuid(),
    reason: prose(2_000),
    /** When, if that was before it is entered. */
    leftAt: z.iso.datetime({ offset: true }).optional(),
  }),
  async apply(ctx) {
    const { round, panel, present } = await requireReview(ctx);
    const { seatId, reason } = ctx.body;
    const { personId } = seatOf(panel, seatId);
    if (!personId || !present.includes(seatId)) {
      throw new Refusal('SEAT_NOT_PRESENT', { field: 'seatId', value: seatId, allowed: present });
    }
    if (panel.some((seat) => seat.personId === ctx.actorId)) {
      throw new Refusal('SAME_PERSON', { field: 'recorder', allowed: 'a person who is not on the panel' });
    }
    const leftAt = ctx.body.leftAt ? new Date(ctx.body.leftAt) : ctx.now;
    if (leftAt > ctx.now) {
      throw new Refusal('OCCURRED_IN_FUTURE', {
        field: 'leftAt',
        value: ctx.body.leftAt,
        allowed: ctx.now.toISOString(),
      });
    }
    const departure = await ctx.tx.departure.create({
      data: { roundId: round.id, seatId, personId, reason, leftAt, factId: ctx.factId },
    });
    return { result: { departureId: departure.id } };
  },
});
