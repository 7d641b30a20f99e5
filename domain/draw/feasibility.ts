import { type Candidate, type Constraints, mostFromOneEmployer } from './constraints';

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
  const kindOf = (person: Candidate): number =>
    constraints.quotas.reduce((kind, { tag }, bit) => (person.tags.includes(tag) ? kind | (1 << bit) : kind), 0);
  const inPool = new Set(pool.map((person) => person.id));
  const byName = new Map<string, Employer>();
  const set = (person: Candidate, by: 1 | -1): void => {
    const employer = byName.get(person.employer);
    if (!employer) return;
    employer.cap -= by;
    if (inPool.has(person.id)) employer.kinds[kindOf(person)]! -= by;
  };
  for (const { employer } of pool) {
    const kinds = Array<number>(1 << constraints.quotas.length).fill(0);
    if (!byName.has(employer)) byName.set(employer, { cap: constraints.perEmployer, kinds });
  }
  for (const person of pool) byName.get(person.employer)!.kinds[kindOf(person)]! += 1;
  const employers = [...byName.values()];

  return (panel) => {
    if (mostFromOneEmployer(panel) > constraints.perEmployer) return false;
    for (const member of panel) set(member, 1);
    const possible = someShareFits(panel.map(kindOf), employers, constraints);
    for (const member of panel) set(member, -1);
    return possible;
  };
}

/** @param panel the kinds of its members */
function someShareFits(
  panel: readonly number[],
  employers: readonly Employer[],
  { seats, quotas }: Constraints,
): boolean {
  const counts = quotas.map((_, bit) => panel.filter((kind) => kind & (1 << bit)).length);
  const kindsInPool = [...Array(1 << quotas.length).keys()].filter((kind) =>
    employers.some(({ cap, kinds }) => cap > 0 && kinds[kind]! > 0),
  );
  const share: number[] = [];

  const search = (at: number, open: number): boolean => {
    if (quotas.some(({ max }, bit) => counts[bit]! > max)) return false;
    if (open === 0) return quotas.every(({ min }, bit) => counts[bit]! >= min) && canSupply(share, employers);
    const kind = kindsInPool[at];
    if (kind === undefined) return false;
    const add = (by: number): void => {
      share[kind] = (share[kind] ?? 0) + by;
      for (let bit = 0; bit < quotas.length; bit++) if (kind & (1 << bit)) counts[bit]! += by;
    };
    for (let take = open; take >= 0; take--) {
      add(take);
      const found = search(at + 1, open - take);
      add(-take);
      if (found) return true;
    }
    return false;
  };
  return panel.length <= seats && search(0, seats - panel.length);
}

interface Employer {
  /** People it may still send. */
  cap: number;
  /** People it still has, by kind. */
  kinds: number[];
}

function canSupply(share: readonly number[], employers: readonly Employer[]): boolean {
  const sent = employers.map(() => ({ total: 0, byKind: [] as number[] }));

  const augment = (kind: number, seenKinds: Set<number>, seenEmployers: Set<number>): boolean => {
    if (seenKinds.has(kind)) return false;
    seenKinds.add(kind);
    for (const [index, { cap, kinds }] of employers.entries()) {
      const from = sent[index]!;
      if (seenEmployers.has(index) || (kinds[kind] ?? 0) <= (from.byKind[kind] ?? 0)) continue;
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

  return Object.entries(share).every(([kind, wanted]) => {
    for (let person = 0; person < wanted; person++) {
      if (!augment(Number(kind), new Set(), new Set())) return false;
    }
    return true;
  });
}
