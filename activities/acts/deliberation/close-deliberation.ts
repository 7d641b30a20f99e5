import { z } from 'zod';
import { assertFindingsDecided } from '../../../domain/findings/finding';
import { presidingSeatOf } from '../../review/acting-seat';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';
import { findingsOfRound } from '../opinion/findings-of-round';

/** Every finding is decided: the panel votes. */
export const closeDeliberation = defineAct({
  kind: 'deliberation.close',
  summary: 'Close the deliberation and open the ballot',
  body: z.object({}),
  async apply(ctx) {
    const review = await requireReview(ctx);
    presidingSeatOf(ctx, review);
    assertFindingsDecided(await findingsOfRound(ctx, review.round.id));
    await ctx.tx.round.update({ where: { id: review.round.id }, data: { step: 'voting' } });
    return { result: { roundId: review.round.id } };
  },
});
