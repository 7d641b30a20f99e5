import { z } from 'zod';
import { toDate } from '../../database/dates';
import { defineAct } from '../define-act';
import { beginHandOver } from '../hand-over/begin-hand-over';
import { requireFiles } from '../require-files';
import { requirePast } from '../require-past';

/** Completion acceptance was held, with its document; the term to hand over begins for each receiver. */
export const recordCompletion = defineAct({
  kind: 'completion.record',
  summary: 'Record that completion acceptance was held',
  body: z.object({
    heldOn: z.iso.date(),
    document: z.string().min(1).max(200),
    documentSha256: z.hash('sha256').optional(),
  }),
  async apply(ctx) {
    const { heldOn, document, documentSha256 } = ctx.body;
    requirePast(ctx, 'heldOn', heldOn);
    await requireFiles(ctx, 'documentSha256', [documentSha256]);
    const passed = await ctx.tx.opinion.findFirst({
      where: { projectId: ctx.project.id, passed: true, state: 'issued' },
      include: { round: { include: { result: true } } },
      orderBy: { issuedOn: 'desc' },
    });
    const announced = passed?.round.result?.announcedOn;
    if (announced && toDate(heldOn) < announced) {
      // Held before the archives passed: a breach of the gate that is put on record, never hidden (the Measures, article 4).
      await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { gateBreach: true } });
    }
    await beginHandOver(ctx, heldOn);
    return { to: 'handing_over', result: { document } };
  },
});
