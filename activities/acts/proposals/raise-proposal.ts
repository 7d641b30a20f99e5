import type { ProcessContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';

/**
 * Lets the parent bureau's director take the second step of an open proposal; he sees that proposal and nothing else. A
 * bureau without a parent is shown it again.
 */
export async function raiseProposal(ctx: ProcessContext, proposalId: string): Promise<void> {
  const { parentId } = ctx.project.jurisdiction;
  if (!parentId) {
    await ensureTask(ctx, { kind: 'oversee-overdue', subject: `second_person/${proposalId}/`, role: 'director' });
    return;
  }
  const { count } = await ctx.tx.proposal.updateMany({
    where: { id: proposalId, state: 'open', raisedToParentAt: null },
    data: { raisedToParentAt: ctx.now },
  });
  if (count === 0) return;
  await ensureTask(ctx, {
    kind: 'decide-raised-proposal',
    subject: proposalId,
    role: 'director',
    jurisdictionId: parentId,
  });
}
