import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { assertCorrectable, correctionNeedsDirector } from '../../../domain/lifecycle/correctable';
import { defineAct } from '../define-act';
import { propose } from '../proposals/two-people';
import { applyCorrection } from './apply-correction';
import { clocksCounting } from './touched-clocks';

const value = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);

/** An officer corrects a slip on no paper at once; what touches a paper, a clock or the identity waits for the director. */
export const proposeCorrection = defineAct({
  kind: 'correction.propose',
  summary: 'Correct a fact, or propose to where the director must agree',
  body: z.object({
    factId: z.uuid(),
    field: z.string().min(1).max(100),
    oldValue: value,
    newValue: value,
    reason: z.string().min(1).max(2_000),
    evidenceSha256: z.hash('sha256').nullable().default(null),
    papers: z.array(z.uuid()).max(20).default([]),
    clocks: z.array(z.uuid()).max(20).default([]),
  }),
  async apply(ctx) {
    const fact = await ctx.tx.fact.findFirst({ where: { id: ctx.body.factId, projectId: ctx.project.id } });
    if (!fact) throw new Refusal('NOT_FOUND', { field: 'factId', value: ctx.body.factId });
    assertCorrectable(fact.kind);
    const clocks = [...new Set([...ctx.body.clocks, ...(await clocksCounting(ctx, ctx.body.oldValue))])];
    const content = { ...ctx.body, clocks };
    if (!correctionNeedsDirector(content)) {
      return { result: { correctionId: await applyCorrection(ctx, content, null) } };
    }
    const { reason } = content;
    const proposal = await propose(ctx, { kind: 'correction', subjectId: fact.id, content, reason });
    return { result: { proposalId: proposal.id } };
  },
});
