import { z } from 'zod';
import { parseDice } from '../../../domain/draw/parse-dice';
import { Refusal } from '../../../domain/errors';
import { listVolumes } from '../../review/assign';
import { requireReview } from '../../review/review';
import { committedSample, documentOf, fetchList } from '../../review/samples';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';

/** The witness enters what the dice showed, twice. The sample follows from them and the secret, and is assigned at once. */
export const revealSample = defineAct({
  kind: 'sample.reveal',
  summary: 'Enter the dice thrown in the room; they draw the volume sample',
  body: z.object({
    first: z.string().max(400),
    second: z.string().max(400),
    /** A photo of the sheet with the digits. */
    photoSha256: z.hash('sha256').optional(),
  }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    const draw = await committedSample(ctx, review.round.id);
    const { source, sitting } = documentOf(draw);
    if (draw.ceremony?.witnessId !== ctx.actorId) {
      throw new Refusal('ACT_NOT_YOURS', { field: 'witness', allowed: 'the witness named by the commitment' });
    }
    if (sitting !== ctx.today) {
      throw new Refusal('SAMPLE_OTHER_SITTING', { field: 'sitting', value: ctx.today, allowed: sitting });
    }
    const { first, second, photoSha256 } = ctx.body;
    await requireFiles(ctx, 'photoSha256', [photoSha256]);
    const { value: digits } = parseDice(first, second, source.count);
    const ceremony = await ctx.tx.ceremony.update({
      where: { id: draw.ceremony.id },
      data: { digits, enteredAt: ctx.now, revealedAt: ctx.now, photoSha256 },
    });
    await ctx.tx.draw.update({ where: { id: draw.id }, data: { state: 'revealed', revealedFactId: ctx.factId } });
    const items = await fetchList(ctx, { ...draw, ceremony });
    await listVolumes(ctx, review, draw.id, items);
    await ctx.tx.round.update({ where: { id: review.round.id }, data: { step: 'inspecting' } });
    return { result: { drawId: draw.id, volumes: items.length } };
  },
});
