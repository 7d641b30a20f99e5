import type { Departure } from '../../domain/draw/departure';
import { type PanelPlan, planSeats } from '../../domain/draw/plan-seats';
import type { Tx } from '../database/database';
import type { ProcessContext } from '../process/process-context';

/** What a departure's proposal shows to who decides it. */
export type DepartureContent = Omit<Departure, 'reason' | 'proposedBy' | 'approvedBy'> & {
  /** People whose chance would be above one half: appointed in fact. */
  designated: number;
  /** Of a relaxation: its moves as people read them. */
  words: string | null;
};

/**
 * What departs from the template with the director's approval, in the order he gave it: in this round or in one before on
 * the same application, whose panel a re-inspection keeps.
 */
export async function approvedDepartures(
  ctx: Pick<ProcessContext, 'tx'> & { project: { id: string } },
  roundId: string,
): Promise<Departure[]> {
  const rounds = await ctx.tx.round.findMany({
    where: { application: { rounds: { some: { id: roundId } } } },
    select: { id: true },
  });
  const proposals = await ctx.tx.proposal.findMany({
    where: {
      projectId: ctx.project.id,
      kind: 'departure',
      subjectId: { in: rounds.map(({ id }) => id) },
      state: 'approved',
    },
    orderBy: [{ decidedAt: 'asc' }, { recordedAt: 'asc' }],
  });
  return proposals.map(({ content, reason, proposedById, decidedById }) => {
    const { change, poolBefore, poolAfter, filters, highestChance } = content as unknown as DepartureContent;
    const shown = { change, reason, poolBefore, poolAfter, filters, highestChance };
    return { ...shown, proposedBy: proposedById, approvedBy: decidedById };
  });
}

/** The seats of a round's panel by the template and these departures. Throws as `planSeats` does. */
export async function panelPlan(
  ctx: ProcessContext,
  roundId: string,
  departures: readonly Departure[],
): Promise<PanelPlan> {
  const { insidePlanningArea, industry } = ctx.project;
  const volumes = await volumesOf(ctx, roundId);
  return planSeats(ctx.rules.body.panel, { insidePlanningArea, industry, volumes }, departures);
}

/** Volumes of the frozen catalogue, classified ones included. */
async function volumesOf(ctx: ProcessContext, roundId: string): Promise<number> {
  const { application } = await ctx.tx.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { application: { select: { catalogueId: true } } },
  });
  return volumesIn(ctx.tx, application.catalogueId);
}

/** Volumes of a catalogue, classified ones included. */
export async function volumesIn(tx: Tx, catalogueId: string): Promise<number> {
  const open = await tx.volume.count({ where: { catalogueId } });
  const { _sum } = await tx.classifiedCount.aggregate({ where: { catalogueId }, _sum: { count: true } });
  return open + (_sum.count ?? 0);
}
