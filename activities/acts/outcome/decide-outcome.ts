import type { Outcome } from '../../../domain/lifecycle/stage';
import { closeProject } from '../../process/close-project';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';

/** The director closes the project with the proposed outcome. */
export const decideOutcome = defineAct({
  kind: 'outcome.decide',
  summary: 'Approve or send back a proposed outcome',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'outcome', ctx.body);
    const result = { proposalId: proposal.id };
    if (!ctx.body.approve) return { result };
    const { outcome, document } = proposal.content as { outcome: Outcome; document: string };
    return { to: await closeProject(ctx, outcome, document), result };
  },
});
