import type { PanelPlan } from '../../domain/draw/plan-seats';
import { type FilteredPool, filterPool } from '../../domain/eligibility/filter-pool';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import type { ProcessContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { halfDayOf, poolPeople } from './pool-people';
import { allParties, organisationRegister } from './recusals-for';

/**
 * Passes a pool through the filters for a round's drawn seats; members who keep theirs are left out. Before half-days are
 * fixed nobody is unavailable.
 */
export async function filterPoolFor(
  ctx: ProcessContext,
  round: RoundWithPanel,
  { wantedTags }: Pick<PanelPlan, 'wantedTags'>,
  poolId: string,
): Promise<FilteredPool> {
  const fixed = round.halfDays.map(halfDayOf);
  const halfDays: HalfDay[] = fixed.length > 0 ? fixed : [`${ctx.today}/morning`];
  const kept = new Set(expertHolders(round).map(({ personId }) => personId));
  const people = await poolPeople(ctx, [poolId], { roundId: round.id, halfDays: fixed });
  return filterPool(
    people.filter(({ id }) => !kept.has(id)),
    {
      rule: ctx.rules.body.panel.eligibility,
      wantedTags,
      freezeOn: ctx.today,
      halfDays,
      parties: await allParties(ctx),
      organisations: await organisationRegister(ctx),
    },
  );
}

/** Who holds a drawn seat now. */
export function expertHolders(round: RoundWithPanel): RoundWithPanel['seats'][number]['holders'] {
  return round.seats.filter(({ role }) => role === 'expert').flatMap(({ holders }) => holders);
}

/** The drawn seats that nobody holds. */
export function vacantExpertSeats(round: RoundWithPanel): RoundWithPanel['seats'] {
  return round.seats.filter(({ role, holders }) => role === 'expert' && holders.length === 0);
}
