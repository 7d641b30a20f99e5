import { yearOf } from '../../calendar/local-date';
import type { Candidate, Constraints } from '../../draw/constraints';
import { completable } from '../../draw/feasibility';
import { pickByTickets } from '../../draw/pick-by-tickets';
import type { HalfDay } from '../../eligibility/pool-person';
import type { Slot } from './meeting-slots';
import type {
  MeetingToPlan,
  PlannedMeeting,
  PlanningBureau,
  PlanningExpert,
  ScheduleProblem,
} from './schedule-problem';

/** A meeting with the slot that it takes for now. */
export interface Placed {
  meeting: MeetingToPlan;
  slot: Slot;
  pool: string;
  panel: readonly string[];
}

/** Which meetings are placed where, and what that leaves of staff and experts. */
export class ScheduleState {
  private readonly placed = new Map<string, Placed>();
  private readonly atHalf = new Map<HalfDay, Set<Placed>>();
  private readonly seatsTaken = new Map<string, number>();
  private readonly experts: ReadonlyMap<string, PlanningExpert & { awayAt: ReadonlySet<HalfDay> }>;
  private readonly bureaus: ReadonlyMap<string, PlanningBureau>;

  /**
   * @param order of experts among equals
   * @param known whether people can make a panel, by who they are and what is asked; to be shared by states of one problem
   */
  constructor(
    problem: ScheduleProblem,
    private readonly order: ReadonlyMap<string, number>,
    private readonly known = new Map<string, boolean>(),
  ) {
    this.experts = new Map(problem.experts.map((expert) => [expert.id, { ...expert, awayAt: new Set(expert.away) }]));
    this.bureaus = new Map(problem.bureaus.map((bureau) => [bureau.id, bureau]));
  }

  of(code: string): Placed | undefined {
    return this.placed.get(code);
  }

  count(): number {
    return this.placed.size;
  }

  all(): Placed[] {
    return [...this.placed.values()];
  }

  /** Meetings that take some of a slot's half-days. */
  during(slot: Slot): Placed[] {
    return [...new Set(slot.flatMap((half) => [...(this.atHalf.get(half) ?? [])]))];
  }

  /** Meetings elsewhere in the year on which candidates of a meeting spend the last of their seats. */
  spending({ pools }: MeetingToPlan, slot: Slot): Placed[] {
    const year = yearOfSlot(slot);
    const spent = (id: string) => {
      const left = this.experts.get(id)!.seatsLeft[year] ?? 0;
      return left > 0 && (this.seatsTaken.get(`${id} ${year}`) ?? 0) >= left;
    };
    const candidates = new Set(pools.flatMap((pool) => pool.candidates).filter(spent));
    return this.all().filter(
      ({ panel, slot: other }) => yearOfSlot(other) === year && panel.some((id) => candidates.has(id)),
    );
  }

  /** How many meetings a bureau can in a half-day; held by those away, not by those placed. */
  capacity(bureau: string, half: HalfDay): number {
    const { people, perMeeting, away } = this.bureaus.get(bureau)!;
    return Math.max(0, Math.floor((people - (away[half] ?? 0)) / perMeeting));
  }

  /** Places a meeting at a slot if staff and experts are there. @returns whether they were */
  place(meeting: MeetingToPlan, slot: Slot): boolean {
    const supply = this.hasStaff(meeting, slot) ? this.supplyFor(meeting, slot) : null;
    if (!supply) return false;
    const { pool, people } = supply;
    const panel = pickByTickets({ candidates: people, kept: [], constraints: meeting.constraints }, people);
    this.put({ meeting, slot, pool, panel: panel.map(({ person }) => person.id) });
    return true;
  }

  /** Whether a meeting could be placed at a slot. */
  fits(meeting: MeetingToPlan, slot: Slot): boolean {
    return this.hasStaff(meeting, slot) && this.supplyFor(meeting, slot) !== null;
  }

  /** Puts a meeting back where it was. */
  put(placed: Placed): void {
    this.placed.set(placed.meeting.code, placed);
    for (const half of placed.slot) {
      const there = this.atHalf.get(half) ?? new Set();
      this.atHalf.set(half, there.add(placed));
    }
    for (const id of placed.panel) this.countSeat(id, placed.slot, 1);
  }

  remove(placed: Placed): void {
    this.placed.delete(placed.meeting.code);
    for (const half of placed.slot) this.atHalf.get(half)!.delete(placed);
    for (const id of placed.panel) this.countSeat(id, placed.slot, -1);
  }

  /** Those of a meeting's candidates who could come at a slot, those least burdened so far first. */
  available(candidates: readonly string[], slot: Slot): Candidate[] {
    const busy = new Set(this.during(slot).flatMap(({ panel }) => panel));
    const year = yearOfSlot(slot);
    const burden = (id: string) => this.seatsTaken.get(`${id} ${year}`) ?? 0;
    return candidates
      .map((id) => this.experts.get(id)!)
      .filter(
        ({ id, awayAt, seatsLeft }) =>
          !busy.has(id) && burden(id) < (seatsLeft[year] ?? 0) && !slot.some((half) => awayAt.has(half)),
      )
      .sort((a, b) => burden(a.id) - burden(b.id) || this.order.get(a.id)! - this.order.get(b.id)!)
      .map(({ id, tags, employer }) => ({ id, tags, employer }));
  }

  private hasStaff({ bureau }: MeetingToPlan, slot: Slot): boolean {
    return slot.every((half) => {
      const there = [...(this.atHalf.get(half) ?? [])].filter((other) => other.meeting.bureau === bureau);
      return there.length < this.capacity(bureau, half);
    });
  }

  /** The first pool whose people could make the panel. */
  private supplyFor({ pools, constraints }: MeetingToPlan, slot: Slot): { pool: string; people: Candidate[] } | null {
    for (const { pool, candidates } of pools) {
      const people = this.available(candidates, slot);
      if (this.canMake(people, constraints)) return { pool, people };
    }
    return null;
  }

  private canMake(people: readonly Candidate[], constraints: Constraints): boolean {
    const ids = people.map(({ id }) => id).sort();
    const key = JSON.stringify([constraints, ids]);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const answer = completable(people, constraints)([]);
    this.known.set(key, answer);
    return answer;
  }

  private countSeat(id: string, slot: Slot, by: 1 | -1): void {
    const key = `${id} ${yearOfSlot(slot)}`;
    this.seatsTaken.set(key, (this.seatsTaken.get(key) ?? 0) + by);
  }
}

/** The calendar year whose caps a meeting counts for: that of its first day. */
const yearOfSlot = (slot: Slot): string => `${yearOf(slot[0]!.slice(0, 10))}`;

export const plannedMeeting = ({ meeting, slot, pool, panel }: Placed): PlannedMeeting => ({
  code: meeting.code,
  halfDays: [...slot],
  pool,
  possible: [...panel].sort(),
});
