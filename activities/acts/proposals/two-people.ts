import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import type { Prisma, Proposal } from '../../../prisma/generated/client';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { staffOf } from '../../people/recipients';
import type { ActContext, ProcessContext } from '../../process/process-context';
import { ensureTask, settleTasks } from '../../tasks/ensure-task';
import { raiseProposal } from './raise-proposal';

export interface ProposalOrder {
  /** The act that decides it, without its verb: `suspension`, `outcome`, `correction`. */
  kind: string;
  content: Prisma.InputJsonObject;
  reason: string;
  subjectId?: string;
}

/**
 * Puts something before a second person. One proposal of a kind and subject is open at a time. Where the bureau has no
 * second person, or he does not decide within the days of the rule set, the parent bureau's director may.
 *
 * @throws Refusal PROPOSAL_OPEN
 */
export async function propose(ctx: ActContext, order: ProposalOrder): Promise<Proposal> {
  const { kind, subjectId = null } = order;
  const open = await ctx.tx.proposal.findFirst({
    where: { projectId: ctx.project.id, kind, subjectId, state: 'open' },
  });
  if (open) throw new Refusal('PROPOSAL_OPEN', { field: 'kind', value: kind, allowed: 'decide the open one first' });
  const proposal = await ctx.tx.proposal.create({
    data: {
      projectId: ctx.project.id,
      kind,
      subjectId,
      reason: order.reason,
      content: order.content,
      proposedById: ctx.actorId,
      proposedAt: ctx.now,
      factId: ctx.factId,
    },
  });
  const bases = { proposed: actualDay(ctx.today) };
  const { due } = await runClock(ctx, { kind: 'second_person', subject: proposal.id, start: ctx.today, bases });
  await ensureTask(ctx, {
    kind: 'decide-proposal',
    subject: proposal.id,
    role: 'director',
    dueOn: due ?? undefined,
  });
  const others = (await staffOf(ctx, 'director')).filter((id) => id !== ctx.actorId);
  if (others.length === 0) await raiseProposal(ctx, proposal.id);
  return proposal;
}

/**
 * Records the second person's decision. The parent bureau's director decides only what was raised to him.
 *
 * @throws Refusal NOT_FOUND, PROPOSAL_DECIDED, SAME_PERSON, ACT_NOT_YOURS
 */
export async function decide(
  ctx: ActContext,
  kind: string,
  { proposalId, approve, reason }: { proposalId: string; approve: boolean; reason?: string },
): Promise<Proposal> {
  const proposal = await ctx.tx.proposal.findFirst({ where: { id: proposalId, projectId: ctx.project.id, kind } });
  if (!proposal) throw new Refusal('NOT_FOUND', { field: 'proposalId', value: proposalId });
  if (proposal.state !== 'open') throw new Refusal('PROPOSAL_DECIDED', { field: 'proposalId', value: proposal.state });
  const deciders = [ctx.actorId, ctx.envelope.deputyForId];
  if (deciders.includes(proposal.proposedById)) {
    throw new Refusal('SAME_PERSON', { field: 'proposalId', allowed: 'another person than the proposer' });
  }
  if (!ctx.roles.includes('director') && !proposal.raisedToParentAt) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'proposalId', allowed: 'the bureau’s own director' });
  }
  if (!approve && !reason) throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  await endWaiting(ctx, proposalId);
  return ctx.tx.proposal.update({
    where: { id: proposalId },
    data: {
      state: approve ? 'approved' : 'sent_back',
      decidedById: ctx.actorId,
      decidedAt: ctx.now,
      decisionReason: reason ?? null,
    },
  });
}

/** Takes back the open proposals on what is no more. */
export async function withdrawProposals(ctx: ProcessContext, on: Prisma.ProposalWhereInput): Promise<void> {
  const where = { AND: [{ projectId: ctx.project.id, state: 'open' as const }, on] };
  const open = await ctx.tx.proposal.findMany({ where, select: { id: true } });
  for (const { id } of open) {
    await ctx.tx.proposal.update({ where: { id }, data: { state: 'withdrawn' } });
    await endWaiting(ctx, id);
  }
}

async function endWaiting(ctx: ProcessContext, proposalId: string): Promise<void> {
  await stopClocks(ctx, 'second_person', proposalId);
  await settleTasks(ctx, 'decide-proposal', proposalId);
  await settleTasks(ctx, 'decide-raised-proposal', proposalId);
}
