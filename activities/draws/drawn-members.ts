import { addMonths } from '../../domain/calendar/local-date';
import type { EligiblePerson } from '../../domain/eligibility/filter-pool';
import type { ProcessContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { expertHolders } from './filter-pool-for';
import { poolPeople, poolsInReach } from './pool-people';

/** Who holds a drawn seat, as the constraints see him. */
export async function drawnMembers(
  ctx: ProcessContext,
  round: RoundWithPanel,
): Promise<Omit<EligiblePerson, 'load'>[]> {
  const ids = expertHolders(round).map(({ personId }) => personId);
  const since = addMonths(ctx.today, -ctx.rules.body.panel.eligibility.load.months);
  const people = await poolPeople(ctx, poolsInReach(ctx), { roundId: round.id, halfDays: [] }, ids);
  return ids.map((id) => {
    const person = people.find((member) => member.id === id);
    const newcomer = person && person.joinedOn > since ? ['newcomer'] : [];
    return { id, employerId: person?.employerId ?? null, tags: [...(person?.specialties ?? []), ...newcomer] };
  });
}
