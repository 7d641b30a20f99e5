import { type Candidate, type Constraints, countTag, mostFromOneEmployer } from './constraints';
import { groupBy } from './group-by';

/** Whether `panel` can be completed, with people of the pool who are not in it, to one that obeys every constraint. */
export type Completable = (panel: readonly Candidate[]) => boolean;

/**
 * Builds the exact test of feasibility for a pool.
 *
 * People with the same quota tags are one kind. Every way to share the open seats among the kinds that meets the quotas
 * is tried (few: a panel draws 2 to 5 from at most a handful of kinds); whether the employers can supply such a share is
 * a bipartite flow with a cap per employer, found by augmenting paths (Ford and Fulkerson 1956). No approximation: `true`
 * and `false` are both proofs.
 *
 * @param pool everybody who could still enter; members of a tested panel are set aside by id
 */
export function completable(pool: readonly Candidate[], constraints: Constraints): Completable {
  const quotasOf = (person: Candidate): number[] =>
    constraints.quotas.flatMap(({ tag }, at) => (person.tags.includes(tag) ? [at] : []));
  const kinds = [...groupBy(pool, (person) => `${quotasOf(person)}`).values()].map((people) => quotasOf(people[0]!));
  const numbers = new Map(kinds.map((quotas, kind) => [`${quotas}`, kind]));
  const inPool = new Map(pool.map((person) => [person.id, numbers.get(`${quotasOf(person)}`)!]));
  const byName = new Map<string, Employer>();
  for (const { id, employer } of pool) {
    const known = byName.get(employer) ?? { cap: constraints.perEmployer, has: kinds.map(() => 0) };
    known.has[inPool.get(id)!]! += 1;
    byName.set(employer, known);
  }
  const employers = [...byName.values()];
  const set = ({ id, employer }: Candidate, by: 1 | -1): void => {
    const known = byName.get(employer);
    if (!known) return;
    known.cap -= by;
    const kind = inPool.get(id);
    if (kind !== undefined) known.has[kind]! -= by;
  };

  return (panel) => {
    if (mostFromOneEmployer(panel) > constraints.perEmployer) return false;
    const open = constraints.quotas.map(({ tag, min, max }) => {
      const count = countTag(panel, tag);
      return { min: min - count, max: max - count };
    });
    for (const member of panel) set(member, 1);
    const possible = someShareFits(constraints.seats - panel.length, open, kinds, employers);
    for (const member of panel) set(member, -1);
    return possible;
  };
}

/** @param quotas what the people still to be added must bring */
function someShareFits(
  seats: number,
  quotas: readonly { min: number; max: number }[],
  kinds: readonly (readonly number[])[],
  employers: readonly Employer[],
): boolean {
  const left = quotas.map((quota) => ({ ...quota }));
  const inReach = [...kinds.keys()].filter((kind) => employers.some(({ cap, has }) => cap > 0 && has[kind]! > 0));
  const supply = employers.reduce(
    (sum, { cap, has }) =>
      sum +
      Math.min(
        cap,
        has.reduce((a, b) => a + b, 0),
      ),
    0,
  );
  const share = kinds.map(() => 0);
  /** Whether `open` seats given to the kinds from `at` on could still meet every quota. */
  const mayFit = (at: number, open: number): boolean =>
    left.every(
      ({ min, max }, quota) =>
        max >= 0 && min <= open && (min <= 0 || inReach.slice(at).some((kind) => kinds[kind]!.includes(quota))),
    );
  const search = (at: number, open: number): boolean => {
    if (!mayFit(at, open)) return false;
    if (open === 0) return true;
    const kind = inReach[at];
    if (kind === undefined) return false;
    const add = (by: number): void => {
      share[kind]! += by;
      for (const quota of kinds[kind]!) {
        left[quota]!.min -= by;
        left[quota]!.max -= by;
      }
    };
    for (let take = open; take >= 0; take--) {
      add(take);
      // What can't be supplied now can't be with more.
      const found = (take === 0 || canSupply(share, employers)) && search(at + 1, open - take);
      add(-take);
      if (found) return true;
    }
    return false;
  };
  return seats >= 0 && seats <= supply && search(0, seats);
}

interface Employer {
  /** People it may still send. */
  cap: number;
  /** People it still has, by kind. */
  has: number[];
}

function canSupply(share: readonly number[], employers: readonly Employer[]): boolean {
  const sent = employers.map(() => ({ total: 0, byKind: [] as number[] }));

  const augment = (kind: number, seenKinds: Set<number>, seenEmployers: Set<number>): boolean => {
    if (seenKinds.has(kind)) return false;
    seenKinds.add(kind);
    for (const [index, { cap, has }] of employers.entries()) {
      const from = sent[index]!;
      if (seenEmployers.has(index) || has[kind]! <= (from.byKind[kind] ?? 0)) continue;
      seenEmployers.add(index);
      if (from.total < cap) {
        from.total++;
        from.byKind[kind] = (from.byKind[kind] ?? 0) + 1;
        return true;
      }
      for (const other of Object.keys(from.byKind).map(Number)) {
        if (from.byKind[other]! > 0 && augment(other, seenKinds, seenEmployers)) {
          from.byKind[other]!--;
          from.byKind[kind] = (from.byKind[kind] ?? 0) + 1;
          return true;
        }
      }
    }
    return false;
  };

  return share.every((wanted, kind) => {
    for (let person = 0; person < wanted; person++) {
      if (!augment(kind, new Set(), new Set())) return false;
    }
    return true;
  });
}
