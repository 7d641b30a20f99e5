import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';

/** The signed and sealed copy of a paper comes back from the copier; it is filed with what was printed, once. */
export const fileScan = defineAct({
  kind: 'paper.file_scan',
  summary: 'File the scan of a signed paper with the paper that was printed',
  body: z.object({ paperId: z.uuid(), paperScanSha256: z.hash('sha256') }),
  async apply(ctx) {
    const { paperId, paperScanSha256 } = ctx.body;
    await requireFiles(ctx, 'paperScanSha256', [paperScanSha256]);
    const where = { id: paperId, projectId: ctx.project.id };
    const paper = await ctx.tx.paper.findFirst({ where });
    if (!paper) throw new Refusal('NOT_FOUND', { field: 'paperId', value: paperId });
    const { count } = await ctx.tx.paper.updateMany({
      where: { ...where, scanSha256: null },
      data: { scanSha256: paperScanSha256 },
    });
    if (count === 0) throw new Refusal('PAPER_HAS_SCAN', { field: 'paperId', value: paperId });
    return { result: { paperId } };
  },
});
