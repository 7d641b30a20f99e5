import { z } from 'zod';
import { defineAct } from '../define-act';
import { propose } from '../proposals/two-people';

/** Ways to close a project other than by hand-over. */
export const proposeOutcome = defineAct({
  kind: 'outcome.propose',
  summary: 'Propose to close the project with an outcome',
  body: z.object({
    outcome: z.enum(['retained', 'accepted_elsewhere', 'cancelled', 'removed']),
    document: z.string().min(1).max(200),
    reason: z.string().min(1).max(2_000),
  }),
  async apply(ctx) {
    const { reason, ...content } = ctx.body;
    const proposal = await propose(ctx, { kind: 'outcome', content, reason });
    return { result: { proposalId: proposal.id } };
  },
});
