import { z } from 'zod';
import { checkDeparture } from '../../../domain/draw/check-departure';
import type { Departure, DepartureChange } from '../../../domain/draw/departure';
import type { PanelPlan } from '../../../domain/draw/plan-seats';
import { FILTERS } from '../../../domain/eligibility/filter-pool';
import { Refusal } from '../../../domain/errors';
import type { Prisma } from '../../../prisma/generated/client';
import { approvedDepartures, type DepartureContent, panelPlan } from '../../draws/panel-plan';
import { type PoolOutlook, poolOutlook } from '../../draws/pool-outlook';
import { movesInWords } from '../../draws/relaxation-words';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { line, prose } from '../field-types';
import { propose } from '../proposals/two-people';

const count = z.int().min(0).max(100);

/** As a refused freeze lists them. */
const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['min', 'max']), tag: line(50), from: count, to: count }),
  z.strictObject({ kind: z.enum(['employer', 'seats']), from: count, to: count }),
]);

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('specialty-group'), group: line(50) }),
  z.object({ kind: z.literal('quota'), tag: line(50), min: count, max: count }),
  z.object({ kind: z.literal('per-employer'), limit: z.int().min(1).max(100) }),
  z.object({ kind: z.literal('size'), size: z.int().min(5).max(15) }),
  z.object({ kind: z.literal('only'), tags: z.array(line(50)).min(1).max(20) }),
  z.object({ kind: z.literal('relaxation'), moves: z.array(move).min(1).max(40) }),
  z.object({ kind: z.literal('narrow-pool') }),
]);

const body = z.object({ change, pool: z.enum(['own', 'parent']).default('own'), reason: prose(2_000) });

/**
 * A panel other than the template says, or from a pool that appoints in fact. The director is shown how many people each
 * filter leaves before and after, and the highest chance: a narrow filter designates.
 */
export const proposeDeparture = defineAct({
  kind: 'departure.propose',
  summary: 'Propose to depart from the panel template',
  body,
  async apply(ctx) {
    const { reason } = ctx.body;
    const asked = ctx.body.change;
    const round = await requireRound(ctx);
    const { panel } = ctx.rules.body;
    const approved = await approvedDepartures(ctx, round.id);
    const plan = await planWith(ctx, round, approved);
    requirePossible(round, asked);
    checkDeparture(asked, panel, plan);
    const before = plan && (await outlook(ctx, round, plan));
    const proposed = { change: asked, reason, poolBefore: 0, poolAfter: 0, filters: [], highestChance: null };
    const asIf: Departure = { ...proposed, proposedBy: ctx.actorId, approvedBy: 'director' };
    const after = await outlook(ctx, round, await panelPlan(ctx, round.id, [...approved, asIf]));
    const words = asked.kind === 'relaxation' ? movesInWords(asked.moves, panel.groupNames) : null;
    const shown = { change: asked, words, ...comparison(before, after) } satisfies DepartureContent;
    const content = shown as unknown as Prisma.InputJsonObject;
    const { id: proposalId } = await propose(ctx, { kind: 'departure', subjectId: round.id, content, reason });
    const { change: _, ...figures } = shown;
    return { result: { proposalId, ...figures } };
  },
});

/** As approved so far; null for an industry without a specialty group, which has no template and so no pool. */
async function planWith(
  ctx: ActContext,
  round: RoundWithPanel,
  departures: readonly Departure[],
): Promise<PanelPlan | null> {
  try {
    return await panelPlan(ctx, round.id, departures);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_SPECIALTY_MAP') return null;
    throw error;
  }
}

function outlook(
  ctx: ActContext<{ pool: 'own' | 'parent' }>,
  round: RoundWithPanel,
  plan: PanelPlan,
): Promise<PoolOutlook> {
  const { id, parentId } = ctx.project.jurisdiction;
  const poolId = ctx.body.pool === 'own' ? id : parentId;
  if (!poolId) throw new Refusal('NO_PARENT_POOL', { field: 'pool', value: 'parent', allowed: ['own'] });
  return poolOutlook(ctx, round, plan, poolId);
}

function comparison(before: PoolOutlook | null, after: PoolOutlook) {
  const left = (outlook: PoolOutlook | null, at: number) => outlook?.steps[at]?.left ?? 0;
  return {
    poolBefore: before?.size ?? 0,
    poolAfter: after.size,
    filters: FILTERS.map((filter, at) => ({ filter, before: left(before, at), after: left(after, at) })),
    highestChance: after.designation?.highestChance ?? null,
    designated: after.designation?.people ?? 0,
  };
}

/** @throws Refusal BAD_INPUT for another size once members were asked: seats that were filled stay */
function requirePossible({ step }: RoundWithPanel, asked: DepartureChange): void {
  const resizes =
    asked.kind === 'size' || (asked.kind === 'relaxation' && asked.moves.some(({ kind }) => kind === 'seats'));
  if (resizes && step === 'inviting') {
    throw new Refusal('BAD_INPUT', { field: 'change.kind', value: asked.kind, allowed: 'before anybody is asked' });
  }
}
