import type { HalfDay } from '../../eligibility/pool-person';
import type { Slot } from './meeting-slots';
import type { MeetingToPlan, PlanningExpert } from './schedule-problem';

/**
 * How many meetings can be in time at most. No schedule has more in time than
 *
 * - a maximum matching (augmenting paths, Kuhn 1955) of meetings to the half-days on which they can begin, each bureau's taken as
 *   often as its staff allows; that they share experts, and go on where others begin, is left out;
 * - the experts' caps allow together: of all, and of those with each mark that quotas ask for; when experts come is left out.
 *
 * @param slotsOf the slots that a meeting could take if it were the only one
 * @param capacity how many meetings a bureau can hold in a half-day
 */
export function mostInTime(
  meetings: readonly MeetingToPlan[],
  slotsOf: (meeting: MeetingToPlan) => readonly Slot[],
  capacity: (bureau: string, half: HalfDay) => number,
  experts: readonly PlanningExpert[],
): number {
  const possible = meetings.filter((meeting) => slotsOf(meeting).length > 0);
  const tags = new Set(possible.flatMap(({ constraints }) => constraints.quotas.map(({ tag }) => tag)));
  return Math.min(
    mostMatched(possible, slotsOf, capacity),
    mostSupplied(possible, experts, ({ constraints }) => constraints.seats),
    ...[...tags].map((tag) =>
      mostSupplied(
        possible,
        experts.filter((expert) => expert.tags.includes(tag)),
        ({ constraints }) => constraints.quotas.find((quota) => quota.tag === tag)?.min ?? 0,
      ),
    ),
  );
}

/** How many meetings, those that need least first, the seats that these experts may take yet are enough for. */
function mostSupplied(
  meetings: readonly MeetingToPlan[],
  experts: readonly PlanningExpert[],
  needs: (meeting: MeetingToPlan) => number,
): number {
  let left = experts.flatMap(({ seatsLeft }) => Object.values(seatsLeft)).reduce((sum, seats) => sum + seats, 0);
  const ascending = meetings.map(needs).sort((a, b) => a - b);
  const at = ascending.findIndex((need) => {
    left -= need;
    return left < 0;
  });
  return at < 0 ? meetings.length : at;
}

function mostMatched(
  meetings: readonly MeetingToPlan[],
  slotsOf: (meeting: MeetingToPlan) => readonly Slot[],
  capacity: (bureau: string, half: HalfDay) => number,
): number {
  // Meetings of one length that begin together stay together; of others only the beginning is sure.
  const alike = new Set(meetings.map(({ halfDays }) => halfDays)).size === 1;
  const room = (bureau: string, slot: Slot): number =>
    Math.min(...(alike ? slot : slot.slice(0, 1)).map((half) => capacity(bureau, half)));
  const taken = new Map<string, MeetingToPlan[]>();
  const seat = (meeting: MeetingToPlan, tried: Set<string>): boolean => {
    for (const slot of slotsOf(meeting)) {
      const key = `${meeting.bureau} ${slot[0]}`;
      if (tried.has(key)) continue;
      tried.add(key);
      const there = taken.get(key) ?? [];
      taken.set(key, there);
      if (there.length < room(meeting.bureau, slot)) {
        there.push(meeting);
        return true;
      }
      const at = there.findIndex((other) => seat(other, tried));
      if (at >= 0) {
        there[at] = meeting;
        return true;
      }
    }
    return false;
  };
  return meetings.filter((meeting) => seat(meeting, new Set())).length;
}
