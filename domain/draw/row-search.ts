import type { PanelProblem } from './panel-types';

/** Limits of quotas, in a problem's order. */
export type QuotaLimits = PanelProblem['quotas'];

/**
 * By how many people a row may miss quotas: fewer than a minimum, or more than a maximum. Minima have the numbers from 0 on,
 * maxima those after them; the limits before `from` are to be met.
 */
export interface Allowance {
  people: number;
  from: number;
}

/** Whether some row with these limits in place of the problem's own meets them, but for what is allowed; both answers are proofs. */
export type HasRow = (quotas: QuotaLimits, allowed?: Allowance) => boolean;

const NOTHING: Allowance = { people: 0, from: 0 };

/** Builds the exact test whether a problem has rows. */
export function rowSearch({ seats, types, caps, quotas: { length } }: PanelProblem): HasRow {
  const stages = stagesOf(types, caps, seats, length);
  return (quotas, allowed = NOTHING) => new RowSearch(stages, seats, quotas, allowed).isFound();
}

/** A type and what may still come after it. */
interface Stage {
  people: number;
  quotas: readonly number[];
  /** How many people the employers of this look may send, where it is the first type with it; else null. */
  opens: number | null;
  /** People of this look from this type on. */
  inGroup: Supply;
  /** Those of later looks that may be sent. */
  later: Supply;
  /** Most quotas for which one person from here on counts. */
  most: number;
}

interface Supply {
  all: number;
  byQuota: readonly number[];
}

/** Types whose employers look alike follow each other. */
function stagesOf(
  types: PanelProblem['types'],
  caps: PanelProblem['caps'],
  seats: number,
  quotas: number,
): readonly Stage[] {
  const capped = new Set(caps.flatMap((cap) => cap.types));
  const free = [...types.keys()].filter((type) => !capped.has(type));
  const groups = [...caps, ...free.map((type) => ({ types: [type], atMost: seats }))];
  const nobody: Supply = { all: 0, byQuota: Array.from({ length: quotas }, () => 0) };
  const stages: Stage[] = [];
  let later = nobody;
  let most = 0;
  for (const { types: members, atMost } of groups.toReversed()) {
    let inGroup = nobody;
    for (const type of members.toReversed()) {
      const { people, quotas: own } = types[type]!;
      inGroup = {
        all: inGroup.all + people,
        byQuota: inGroup.byQuota.map((count, quota) => (own.includes(quota) ? count + people : count)),
      };
      most = Math.max(most, own.length);
      stages.push({ people, quotas: own, opens: type === members[0] ? atMost : null, inGroup, later, most });
    }
    const sent = inGroup;
    later = {
      all: later.all + Math.min(atMost, sent.all),
      byQuota: later.byQuota.map((count, quota) => count + Math.min(atMost, sent.byQuota[quota]!)),
    };
  }
  return stages.reverse();
}

/**
 * Goes through the types and decides how many of each have a seat. A state that was seen is not looked at again, nor one from
 * which more people than allowed will be missing or too many. There is not much to remember: employers count only by their
 * looks, and a quota only as far as its limits go.
 */
class RowSearch {
  private readonly seen = new Set<string>();

  constructor(
    private readonly stages: readonly Stage[],
    private readonly seats: number,
    private readonly quotas: QuotaLimits,
    private readonly allowed: Allowance,
  ) {}

  isFound(): boolean {
    const counts = this.quotas.map(() => 0);
    return this.visit(0, this.seats, 0, counts);
  }

  /** @param left how many people the employers of the look before may still send */
  private visit(at: number, open: number, left: number, counts: readonly number[]): boolean {
    const stage = this.stages[at];
    const may = Math.min(open, stage?.opens ?? left);
    if (this.leastMissed(stage, may, open, counts) > this.allowed.people) return false;
    if (open === 0 || !stage) return true;
    const state = `${at} ${open} ${may} ${counts}`;
    if (this.seen.has(state)) return false;
    this.seen.add(state);
    for (let take = Math.min(may, stage.people); take >= 0; take--) {
      if (this.visit(at + 1, open - take, may - take, this.withType(counts, stage, take))) return true;
    }
    return false;
  }

  /** Counts beyond which nothing changes any more are not told apart. */
  private withType(counts: readonly number[], { quotas }: Stage, take: number): readonly number[] {
    if (take === 0 || quotas.length === 0) return counts;
    const after = [...counts];
    for (const quota of quotas) {
      const { min, max } = this.quotas[quota]!;
      const count = counts[quota]! + take;
      after[quota] = max >= this.seats ? Math.min(count, min) : count;
    }
    return after;
  }

  /** By how many people rows that go on from here miss the quotas at least; endless where they miss what they must meet. */
  private leastMissed(stage: Stage | undefined, may: number, open: number, counts: readonly number[]): number {
    if (!stage ? open > 0 : Math.min(may, stage.inGroup.all) + stage.later.all < open) return Number.POSITIVE_INFINITY;
    const { from } = this.allowed;
    let over = 0;
    let short = 0;
    let wanted = 0;
    let required = 0;
    for (let quota = 0; quota < counts.length; quota++) {
      const { min, max } = this.quotas[quota]!;
      const count = counts[quota]!;
      if (count > max) {
        if (this.quotas.length + quota < from) return Number.POSITIVE_INFINITY;
        over += count - max;
      }
      if (count >= min) continue;
      const supply = stage
        ? Math.min(open, Math.min(may, stage.inGroup.byQuota[quota]!) + stage.later.byQuota[quota]!)
        : 0;
      if (quota < from) required += min - count;
      wanted += min - count;
      if (min - count > supply) {
        if (quota < from) return Number.POSITIVE_INFINITY;
        short += min - count - supply;
      }
    }
    const brought = open * (stage?.most ?? 0);
    return required > brought ? Number.POSITIVE_INFINITY : over + Math.max(short, wanted - brought);
  }
}
