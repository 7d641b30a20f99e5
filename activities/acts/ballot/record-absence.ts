import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { seatOf } from '../../../domain/panel/panel';
import { requireReview } from '../../review/review';
import { ballotsOf } from '../../review/votes';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** The recorder notes that a member does not vote in this sitting; it counts once who presides has confirmed it. */
export const recordAbsence = defineAct({
  kind: 'ballot_absence.record',
  summary: 'Record that a member casts no vote',
  body: z.object({ seatId: z.uuid(), reason: prose(2_000) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    const { seatId, reason } = ctx.body;
    const seat = seatOf(review.panel, seatId);
    if (review.panel.some(({ personId }) => personId === ctx.actorId)) {
      throw new Refusal('SAME_PERSON', { field: 'recorder', allowed: 'a person who is not on the panel' });
    }
    const { cast, absent } = await ballotsOf(ctx, review);
    if ([...cast, ...absent].some((done) => done.seatId === seat.id)) {
      throw new Refusal('SEAT_COUNTED_TWICE', { field: 'seatId', value: seat.id });
    }
    const key = { roundId: review.round.id, seatId, sitting: review.sitting };
    const record = { reason, recordedById: ctx.actorId, factId: ctx.factId };
    const absence = await ctx.tx.ballotAbsence.upsert({
      where: { roundId_seatId_sitting: key },
      create: { ...key, ...record },
      update: record,
    });
    return { result: { absenceId: absence.id } };
  },
});
