import type { Calendar } from '../../calendar/calendar';
import { addDays, type LocalDate, laterOf } from '../../calendar/local-date';
import { sortByBytes } from '../../crypto/compare-bytes';
import { countTag } from '../../draw/constraints';
import { inTicketOrder } from '../../draw/draw-key';
import { meetingSlots, type Slot, timeOf } from './meeting-slots';
import { mostInTime } from './most-in-time';
import type { MeetingToPlan, Miss, Schedule, ScheduleProblem } from './schedule-problem';
import { type Placed, plannedMeeting, ScheduleState } from './schedule-state';

/**
 * Draws a schedule: as many meetings as possible in time, the others as early as can be.
 *
 * One meeting after the other, in an order by lot, gets a day of its own time; when all of them are taken, others move to other days
 * of theirs if that makes room (augmenting paths, Kuhn 1955). A meeting that has a day keeps one, so whoever comes first by lot never
 * loses to who comes later, and where only staff is short and meetings take the same time, a day at most, as many are in time as can be. Experts are shared too, which
 * makes the problem hard in general: `least` says what is certain. Among its days a meeting takes one on which its bureau
 * has least to do, the earliest of those.
 *
 * @param prk 32 bytes from published randomness; decides among equals and nothing else
 */
export function planSchedule(problem: ScheduleProblem, calendar: Calendar, prk: Uint8Array): Schedule {
  const meetings = inTicketOrder(problem.meetings, prk, ({ code }) => code);
  const experts = inTicketOrder(problem.experts, prk, ({ id }) => id);
  const order = new Map(experts.map(({ id }, at) => [id, at]));
  const known = new Map<string, boolean>();
  const [state, empty] = [new ScheduleState(problem, order, known), new ScheduleState(problem, order, known)];
  const slots = new Map(meetings.map((meeting) => [meeting.code, slotsInTime(problem, calendar, meeting)]));
  const slotsOf = ({ code }: MeetingToPlan): readonly Slot[] => slots.get(code)!;
  const alone = possibleAlone(empty, meetings, slotsOf);

  const dated = meetings.filter(({ due }) => due !== null);
  const search: Search = { slotsOf: (one) => alone.get(one.code)!, movesLeft: MOST_MOVES };
  const most = mostInTime(dated, search.slotsOf, (bureau, half) => state.capacity(bureau, half), problem.experts);
  // With as many in time as can be there is nothing to look for.
  const late = dated.filter((meeting) => state.count() === most || !placeOrMove(state, meeting, search));
  const misses = late.map((meeting) => missOf(state, empty, meeting, slotsOf(meeting), alone.get(meeting.code)!));
  // Those whose date nobody knows take what is left, and so do those that are late.
  const rest = [...meetings.filter(({ due }) => due === null), ...late];
  for (const meeting of rest) placeEarliest(state, meeting, problem, calendar);

  return {
    meetings: sortByBytes(state.all().map(plannedMeeting), ({ code, halfDays }) => `${timeOf(halfDays[0]!)} ${code}`),
    misses: sortByBytes(misses, ({ code, due }) => `${due} ${code}`),
    least: dated.length - most,
  };
}

function slotsInTime(problem: ScheduleProblem, calendar: Calendar, meeting: MeetingToPlan): Slot[] {
  const { due, halfDays } = meeting;
  const until = due !== null && due < problem.until ? due : problem.until;
  return meetingSlots(calendar, firstDay(problem, meeting), until, halfDays);
}

const firstDay = ({ from }: ScheduleProblem, { earliest }: MeetingToPlan): LocalDate => laterOf(earliest, from);

/** The slots that each meeting could take if it were the only one. @param empty a state with nothing placed */
function possibleAlone(
  empty: ScheduleState,
  meetings: readonly MeetingToPlan[],
  slotsOf: (meeting: MeetingToPlan) => readonly Slot[],
): Map<string, readonly Slot[]> {
  return new Map(
    meetings.map((meeting) => [
      meeting.code,
      meeting.due === null ? [] : slotsOf(meeting).filter((slot) => empty.fits(meeting, slot)),
    ]),
  );
}

/** Ends a search that experts make hard; where only staff is short it is never reached. */
const MOST_MOVES = 5_000;

interface Search {
  slotsOf: (meeting: MeetingToPlan) => readonly Slot[];
  /** How often a meeting may be tried in the place of another yet. */
  movesLeft: number;
}

/** Places a meeting, moving others where that makes room. @returns false when it can't be; then nothing has moved */
function placeOrMove(state: ScheduleState, meeting: MeetingToPlan, search: Search, tried = new Set<string>()): boolean {
  const slots = search.slotsOf(meeting);
  const busy = (slot: Slot): number =>
    state.during(slot).filter((other) => other.meeting.bureau === meeting.bureau).length;
  const byBusy = slots.map((slot, at) => ({ slot, at, busy: busy(slot) }));
  byBusy.sort((a, b) => a.busy - b.busy || a.at - b.at);
  for (const { slot } of byBusy) if (state.place(meeting, slot)) return true;
  for (const slot of slots) {
    // What could not be freed for one can't be for another of the same bureau's.
    const key = `${meeting.bureau} ${slot[0]} ${slot.length}`;
    if (tried.has(key)) continue;
    tried.add(key);
    for (const other of new Set([...state.during(slot), ...state.spending(meeting, slot)])) {
      if (search.movesLeft-- <= 0) return false;
      state.remove(other);
      if (state.place(meeting, slot)) {
        if (placeOrMove(state, other.meeting, search, tried)) return true;
        state.remove(state.of(meeting.code)!);
      }
      state.put(other);
    }
  }
  return false;
}

function placeEarliest(
  state: ScheduleState,
  meeting: MeetingToPlan,
  problem: ScheduleProblem,
  calendar: Calendar,
): void {
  const afterDue = meeting.due === null ? problem.from : addDays(meeting.due, 1);
  const from = laterOf(firstDay(problem, meeting), afterDue);
  meetingSlots(calendar, from, problem.until, meeting.halfDays).some((slot) => state.place(meeting, slot));
}

function missOf(
  state: ScheduleState,
  empty: ScheduleState,
  meeting: MeetingToPlan,
  slots: readonly Slot[],
  alone: readonly Slot[],
): Miss {
  const { code, bureau, pools, constraints } = meeting;
  const miss = { code, due: meeting.due!, short: [], rivals: [] };
  if (slots.length === 0) return { ...miss, reason: 'NO_TIME' };
  if (alone.length > 0) {
    const rivals = new Set(alone.flatMap((slot) => state.during(slot)).map((other: Placed) => other.meeting.code));
    return { ...miss, reason: 'CROWDED', rivals: [...rivals].sort() };
  }
  const staffed = slots.filter((slot) => slot.every((half) => state.capacity(bureau, half) > 0));
  if (staffed.length === 0) return { ...miss, reason: 'NO_STAFF' };
  const most = (tag: string): number =>
    Math.max(
      ...staffed.flatMap((slot) => pools.map(({ candidates }) => countTag(empty.available(candidates, slot), tag))),
    );
  const short = constraints.quotas.filter(({ tag, min }) => most(tag) < min).map(({ tag }) => tag);
  return { ...miss, reason: 'NO_EXPERTS', short };
}
