import { type Candidate, type Constraints, countTag, mostFromOneEmployer } from './constraints';
import { groupBy } from './group-by';

/** Whether `panel` can be completed, with people of the pool who are not in it, to one that obeys every constraint. */
export type Completable = (panel: readonly Candidate[]) => boolean;

/**
 * Builds the exact test of feasibility for a pool.
 *
 * People with the same quota tags are one kind. The ways to share the open seats among the kinds that meet the quotas are tried
 * one after the other; whether the employers can supply such a share is a bipartite flow with a cap per employer, found by
 * augmenting paths (Ford and Fulkerson 1956). No approximation: `true` and `false` are both proofs.
 *
 * @param pool everybody who could still enter; members of a tested panel are set aside by id
 */
export function completable(pool: readonly Candidate[], constraints: Constraints): Completable {
  const quotasOf = (person: Candidate): number[] =>
    constraints.quotas.flatMap(({ tag }, at) => (person.tags.includes(tag) ? [at] : []));
  const kinds: Kind[] = [...groupBy(pool, (person) => `${quotasOf(person)}`).values()].map((people) =>
    quotasOf(people[0]!),
  );
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

  const canMeet = quotaTest(kinds, constraints);
  const supplyFrom = (count: (employer: Employer) => number): number =>
    employers.reduce((sum, employer) => sum + Math.min(employer.cap, count(employer)), 0);

  /** Whether the employers can send people of the kinds from `at` on to `open` seats, besides those of `share`. */
  const search = (at: number, open: number, counts: readonly number[], share: number[]): boolean => {
    if (!canMeet(at, open, counts)) return false;
    if (open === 0) return true;
    const most = Math.min(
      open,
      supplyFrom(({ has }) => has[at]!),
    );
    for (let take = most; take >= 0; take--) {
      share[at] = take;
      // What can't be supplied now can't be with more.
      if (take > 0 && !canSupply(share, employers)) continue;
      if (search(at + 1, open - take, withKind(counts, kinds[at]!, take), share)) return true;
    }
    return false;
  };

  return (panel) => {
    const open = constraints.seats - panel.length;
    if (open < 0 || mostFromOneEmployer(panel) > constraints.perEmployer) return false;
    for (const member of panel) set(member, 1);
    const counts = constraints.quotas.map(({ tag }) => countTag(panel, tag));
    const isSupplied = open <= supplyFrom(({ has }) => has.reduce((a, b) => a + b, 0));
    const possible =
      isSupplied &&
      search(
        0,
        open,
        counts,
        kinds.map(() => 0),
      );
    for (const member of panel) set(member, -1);
    return possible;
  };
}

/** Quotas that a kind counts for. */
type Kind = readonly number[];

const withKind = (counts: readonly number[], kind: Kind, people: number): number[] =>
  counts.map((count, quota) => (kind.includes(quota) ? count + people : count));

/**
 * Builds the test whether `open` people of the kinds from `at` on, were there enough of each, could meet the quotas together with
 * those counted. It remembers its answers.
 */
function quotaTest(kinds: readonly Kind[], { quotas }: Constraints) {
  const known = new Map<string, boolean>();
  const canMeet = (at: number, open: number, counts: readonly number[]): boolean => {
    if (quotas.some(({ max }, quota) => counts[quota]! > max)) return false;
    if (open === 0) return quotas.every(({ min }, quota) => counts[quota]! >= min);
    if (at === kinds.length) return false;
    const key = `${at} ${open} ${counts}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const takes = Array.from({ length: open + 1 }, (_, take) => take);
    const answer = takes.some((take) => canMeet(at + 1, open - take, withKind(counts, kinds[at]!, take)));
    known.set(key, answer);
    return answer;
  };
  return canMeet;
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
