import type { ProcessContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';

/**
 * Nobody took the second step in time: the parent bureau's director may, and sees this proposal only. A bureau without a
 * parent has only its own director to wait for.
 */
export async function raiseProposal(ctx: ProcessContext, proposalId: string): Promise<void> {
  const { parentId } = ctx.project.jurisdiction;
  if (!parentId) return;
  await ctx.tx.proposal.updateMany({
    where: { id: proposalId, state: 'open' },
    data: { raisedToParentAt: ctx.now },
  });
  await ensureTask(ctx, {
    kind: 'decide-raised-proposal',
    subject: proposalId,
    role: 'director',
    jurisdictionId: parentId,
  });
}
