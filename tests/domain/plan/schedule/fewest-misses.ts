import type { Calendar } from '../../../../domain/calendar/calendar';
import { isWorkingDay } from '../../../../domain/calendar/working-days';
import { brokenLimits } from '../../../../domain/draw/constraints';
import type { HalfDay } from '../../../../domain/eligibility/pool-person';
import type { MeetingToPlan, ScheduleProblem } from '../../../../domain/plan/schedule/schedule-problem';
import { choose } from '../../draw/questions';

/** One way to hold a meeting in time. */
interface Way {
  halves: string[];
  panel: string[];
}

/** Every way to hold a meeting in time if it were the only one, by trying everything. */
export function waysInTime(problem: ScheduleProblem, calendar: Calendar, meeting: MeetingToPlan): Way[] {
  const days: string[] = [];
  for (let day = Date.parse(problem.from); day <= Date.parse(problem.until); day += 86_400_000) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  const halves = days
    .filter((day) => isWorkingDay(calendar, day) && day >= meeting.earliest && day <= meeting.due!)
    .flatMap((day) => [`${day}/morning`, `${day}/afternoon`]);
  const slots = halves.flatMap((half, at) => {
    const slot = halves.slice(at, at + meeting.halfDays);
    return slot.length === meeting.halfDays && (meeting.halfDays === 1 || half.endsWith('morning')) ? [slot] : [];
  });
  const bureau = problem.bureaus.find(({ id }) => id === meeting.bureau)!;
  return slots
    .filter((slot) => slot.every((half) => bureau.people - (bureau.away[half as HalfDay] ?? 0) >= bureau.perMeeting))
    .flatMap((slot) =>
      meeting.pools.flatMap(({ candidates }) =>
        choose(
          problem.experts.filter(({ id }) => candidates.includes(id)),
          meeting.constraints.seats,
        )
          .filter((panel) => brokenLimits(panel, meeting.constraints).length === 0)
          .filter((panel) => panel.every(({ away }) => !away.some((half) => slot.includes(half))))
          .filter((panel) => panel.every(({ seatsLeft }) => (seatsLeft[2026] ?? 0) > 0))
          .map((panel) => ({ halves: slot, panel: panel.map(({ id }) => id) })),
      ),
    );
}

/** The fewest misses of any schedule, by trying all of them. */
export function fewestMisses(problem: ScheduleProblem, calendar: Calendar): number {
  const dated = problem.meetings.filter(({ due }) => due !== null);
  const ways = dated.map((meeting) => waysInTime(problem, calendar, meeting));
  const held = new Map<string, number>();
  const count = (key: string, by: number): number => {
    held.set(key, (held.get(key) ?? 0) + by);
    return held.get(key)!;
  };
  const keysOf = (meeting: MeetingToPlan, { halves, panel }: Way): [key: string, most: number][] => {
    const bureau = problem.bureaus.find(({ id }) => id === meeting.bureau)!;
    return [
      ...halves.map((half): [string, number] => [
        `${bureau.id} ${half}`,
        Math.floor((bureau.people - (bureau.away[half as HalfDay] ?? 0)) / bureau.perMeeting),
      ]),
      ...panel.flatMap((id) => halves.map((half): [string, number] => [`${id} ${half}`, 1])),
      ...panel.map((id): [string, number] => [
        id,
        problem.experts.find((expert) => expert.id === id)!.seatsLeft[2026]!,
      ]),
    ];
  };
  let best = dated.length;
  const search = (at: number, misses: number): void => {
    if (misses >= best) return;
    if (at === dated.length) {
      best = misses;
      return;
    }
    for (const way of ways[at]!) {
      const keys = keysOf(dated[at]!, way);
      const isFree = keys.map(([key, most]) => count(key, 1) <= most).every(Boolean);
      if (isFree) search(at + 1, misses);
      for (const [key] of keys) count(key, -1);
    }
    search(at + 1, misses + 1);
  };
  search(0, 0);
  return best;
}
