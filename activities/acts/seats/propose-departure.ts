import { z } from 'zod';
import type { Departure, DepartureChange } from '../../../domain/draw/departure';
import { Refusal } from '../../../domain/errors';
import type { Prisma } from '../../../prisma/generated/client';
import { filterPoolFor } from '../../draws/filter-pool-for';
import { approvedDepartures, panelPlan } from '../../draws/panel-plan';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { line, prose } from '../field-types';
import { propose } from '../proposals/two-people';

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('specialty-group'), group: line(50) }),
  z.object({ kind: z.literal('quota'), tag: line(50), min: z.int().min(0), max: z.int().min(0) }),
  z.object({ kind: z.literal('per-employer'), limit: z.int().min(1) }),
  z.object({ kind: z.literal('size'), size: z.int().min(5) }),
  z.object({ kind: z.literal('only'), tags: z.array(line(50)).min(1).max(20) }),
]);

const body = z.object({ change, pool: z.enum(['own', 'parent']).default('own'), reason: prose(2_000) });

/** A panel other than the template says, with how many people could be drawn before and after: a narrow filter designates. */
export const proposeDeparture = defineAct({
  kind: 'departure.propose',
  summary: 'Propose to depart from the panel template',
  body,
  async apply(ctx) {
    const { reason } = ctx.body;
    const asked = ctx.body.change;
    const round = await requireRound(ctx);
    requirePossible(round, asked);
    const approved = await approvedDepartures(ctx, round.id);
    const poolBefore = await poolSize(ctx, round, approved).catch((error: unknown) => {
      // An industry without a specialty group has no template and so no pool.
      if (error instanceof Refusal && error.code === 'NO_SPECIALTY_MAP') return 0;
      throw error;
    });
    const asIf = { change: asked, reason, poolBefore, poolAfter: 0, proposedBy: ctx.actorId, approvedBy: 'director' };
    const poolAfter = await poolSize(ctx, round, [...approved, asIf]);
    const content = { change: asked, poolBefore, poolAfter } as unknown as Prisma.InputJsonObject;
    const proposal = await propose(ctx, { kind: 'departure', subjectId: round.id, content, reason });
    return { result: { proposalId: proposal.id, poolBefore, poolAfter } };
  },
});

/** How many people could be drawn. */
async function poolSize(
  ctx: ActContext<{ pool: 'own' | 'parent' }>,
  round: RoundWithPanel,
  departures: readonly Departure[],
): Promise<number> {
  const { id, parentId } = ctx.project.jurisdiction;
  const poolId = ctx.body.pool === 'own' ? id : parentId;
  if (!poolId) throw new Refusal('NO_PARENT_POOL', { field: 'pool', value: 'parent', allowed: ['own'] });
  const plan = await panelPlan(ctx, round.id, departures);
  return (await filterPoolFor(ctx, round, plan, poolId)).eligible.length;
}

/** @throws Refusal BAD_INPUT for another size once members were asked: seats that were filled stay */
function requirePossible({ step }: RoundWithPanel, { kind }: DepartureChange): void {
  if (kind === 'size' && step === 'inviting') {
    throw new Refusal('BAD_INPUT', { field: 'change.kind', value: kind, allowed: 'before anybody is asked' });
  }
}
