import type { Candidate } from './constraints';
import type { PlannedSeat } from './plan-seats';

/** Who sits on which drawn seat. */
export interface SeatedMember {
  number: number;
  id: string;
}

/**
 * Puts the drawn members on the drawn seats so that as many seats as possible have a member of the specialty they were
 * planned for (maximum bipartite matching by augmenting paths, Kuhn 1955); the others fill what is left. A member of two
 * specialties may count for two quotas but holds one seat, so a seat's specialty is a label; the quotas are what binds.
 *
 * @param seats of a `PanelPlan`; appointed ones are left out
 * @param members as many as there are drawn seats, in the order drawn
 * @returns by seat number
 */
export function seatMembers(seats: readonly PlannedSeat[], members: readonly Candidate[]): SeatedMember[] {
  const drawn = seats.filter(({ from }) => from === 'draw');
  const holder = new Map<PlannedSeat, Candidate>();
  const place = (member: Candidate, seen: Set<PlannedSeat>): boolean =>
    drawn.some((seat) => {
      if (seen.has(seat) || seat.quota === null || !member.tags.includes(seat.quota)) return false;
      seen.add(seat);
      const before = holder.get(seat);
      if (before && !place(before, seen)) return false;
      holder.set(seat, member);
      return true;
    });
  const unplaced = members.filter((member) => !place(member, new Set()));
  for (const seat of drawn) if (!holder.has(seat)) holder.set(seat, unplaced.shift()!);
  return drawn.map((seat) => ({ number: seat.number, id: holder.get(seat)!.id }));
}
