import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { presidingSeatOf } from '../../review/acting-seat';
import { listVolumes } from '../../review/assign';
import { requireReview } from '../../review/review';
import { documentOf, fetchList, latestSample } from '../../review/samples';
import { volumeId } from '../../review/volumes';
import { defineAct } from '../define-act';

/** The leader asks for more of a stratum: the next tickets, as long as the sitting lasts for which they were drawn. */
export const addToSample = defineAct({
  kind: 'sample.add',
  summary: 'Add the next tickets of a stratum to the sample',
  body: z.object({ stratum: z.string().min(1).max(100), count: z.int().min(1).max(200) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    presidingSeatOf(ctx, review);
    const draw = await latestSample(ctx, review.round.id);
    if (!draw) throw new Refusal('SAMPLE_STATE', { field: 'sample', allowed: 'sample.commit first' });
    const { sitting } = documentOf(draw);
    if (sitting !== ctx.today) {
      throw new Refusal('SAMPLE_OTHER_SITTING', { field: 'sitting', value: ctx.today, allowed: sitting });
    }
    // The fact of this act, written already, is the last of the additions.
    const list = await fetchList(ctx, draw);
    const listed = await ctx.tx.sampleItem.findMany({ where: { drawId: draw.id } });
    const known = new Set(listed.map(volumeId));
    const added = list.filter(({ id }) => !known.has(id));
    await listVolumes(ctx, review, draw.id, added);
    return { result: { drawId: draw.id, volumes: added.length } };
  },
});
