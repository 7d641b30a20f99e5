import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { presidingSeatOf } from '../../review/acting-seat';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';

/** The leader gives volumes that nobody has inspected yet to another member. */
export const reassignVolume = defineAct({
  kind: 'volume.reassign',
  summary: 'Give volumes to another member to inspect',
  body: z.object({ itemIds: z.array(z.uuid()).min(1).max(1_000), seatId: z.uuid() }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    presidingSeatOf(ctx, review);
    const { itemIds, seatId } = ctx.body;
    if (!review.present.includes(seatId)) {
      throw new Refusal('SEAT_NOT_PRESENT', { field: 'seatId', value: seatId, allowed: review.present });
    }
    const where = { id: { in: itemIds }, roundId: review.round.id, inspectedAt: null, notProduced: false };
    const open = await ctx.tx.sampleItem.findMany({ where, select: { id: true } });
    const settled = itemIds.find((id) => !open.some((item) => item.id === id));
    if (settled) {
      throw new Refusal('VOLUME_STATE', { field: 'itemIds', value: settled, allowed: 'a volume not inspected yet' });
    }
    await ctx.tx.sampleItem.updateMany({ where, data: { seatId } });
    return { result: { seatId, volumes: open.length } };
  },
});
