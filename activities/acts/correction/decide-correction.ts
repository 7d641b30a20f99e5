import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';
import { applyCorrection } from './apply-correction';
import type { CorrectionContent } from './correction-content';
import { assertStands } from './stated-value';

/** The director approves a correction: papers it touches are voided and issued anew. */
export const decideCorrection = defineAct({
  kind: 'correction.decide',
  summary: 'Approve or send back a proposed correction',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'correction', ctx.body);
    if (!ctx.body.approve) return { result: { proposalId: proposal.id } };
    const content = proposal.content as unknown as CorrectionContent;
    const fact = await ctx.tx.fact.findUniqueOrThrow({ where: { id: content.factId } });
    await assertStands(ctx, fact, content);
    return { result: { correctionId: await applyCorrection(ctx, content, proposal.id) } };
  },
});
