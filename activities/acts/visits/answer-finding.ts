import { z } from 'zod';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireFiles } from '../require-files';
import { answersOf, requireFinding } from './findings';

/** The owner says how a finding was put right; its term runs until the officer has verified that. */
export const answerFinding = defineAct({
  kind: 'visit_finding.answer',
  summary: 'Report a finding of a visit as put right',
  body: z.object({ findingId: z.uuid(), answer: prose(), evidence: z.array(z.hash('sha256')).max(50).default([]) }),
  async apply(ctx) {
    const { findingId, answer, evidence } = ctx.body;
    await requireFinding(ctx, findingId, 'open');
    await requireFiles(ctx, 'evidence', evidence);
    await ctx.tx.visitFinding.update({
      where: { id: findingId },
      data: { state: 'reported', answer, answeredFactId: ctx.factId },
    });
    const number = await answersOf(ctx, findingId);
    await ensureTask(ctx, { kind: 'verify-finding', subject: `${findingId}/${number}` });
    return { result: { findingId, answer: number } };
  },
});
