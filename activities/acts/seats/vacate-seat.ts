import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { refillSeat } from '../../draws/refill-seat';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** A member gives his seat back, as he said in writing: the officer records it with what he wrote. */
export const vacateSeat = defineAct({
  kind: 'seat.vacate',
  summary: 'Record that a member gives back his seat',
  body: z.object({
    seatId: z.uuid(),
    code: z.enum(['UNAVAILABLE', 'WITHDREW', 'RECUSED']),
    reason: prose(2_000),
  }),
  async apply(ctx) {
    const { seatId, code } = ctx.body;
    const round = await requireRound(ctx);
    const seat = round.seats.find(({ id }) => id === seatId);
    if (!seat) throw new Refusal('SEAT_NOT_ON_PANEL', { field: 'seatId', value: seatId });
    if (seat.holders.length === 0) throw new Refusal('SEAT_VACANT', { field: 'seatId', value: seatId });
    // Whoever empties a drawn seat decides who comes next, so nobody does it on his word alone.
    if (!ctx.envelope.scanSha256) throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', value: null });
    await refillSeat(ctx, seatId, code);
    return { result: { seatId } };
  },
});
