import { z } from 'zod';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';
import { currentOpinion } from './current-opinion';

/** The signed and sealed paper comes back from the copier: what was printed and what was scanned, by their hashes. */
export const submitOpinionForm = defineAct({
  kind: 'opinion.submit_form',
  summary: 'Hand in the signed and sealed opinion for the check of its form',
  body: z.object({ printedSha256: z.hash('sha256'), scanSha256: z.hash('sha256') }),
  async apply(ctx) {
    const opinion = await currentOpinion(ctx, ['form_check', 'sent_back']);
    await requireFiles(ctx, 'printedSha256', [ctx.body.printedSha256]);
    await requireFiles(ctx, 'scanSha256', [ctx.body.scanSha256]);
    await ctx.tx.opinion.update({
      where: { id: opinion.id },
      data: { ...ctx.body, state: 'form_check', sentBackReason: null },
    });
    await settleTasks(ctx, 'mend-opinion-form');
    return { result: { opinionId: opinion.id } };
  },
});
