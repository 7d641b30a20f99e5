import { type Candidate, type Constraints, countTag, mostFromOneEmployer } from './constraints';
import { groupBy } from './group-by';
import { panelTypes } from './panel-types';
import { rowSearch } from './row-search';

/** Whether `panel` can be completed, with people of the pool who are not in it, to one that obeys every constraint. */
export type Completable = (panel: readonly Candidate[]) => boolean;

/**
 * Builds the exact test of feasibility for a pool. People with the same quota tags are one kind, and employers with as many of each
 * kind, who may send as many, are alike: what is searched is how many of each kind come from each sort of employer. No
 * approximation: `true` and `false` are both proofs.
 *
 * @param pool everybody who could still enter; members of a tested panel are set aside by id
 */
export function completable(pool: readonly Candidate[], constraints: Constraints): Completable {
  const { seats, quotas, perEmployer } = constraints;
  const nameOf = (person: Candidate): string => quotas.map(({ tag }) => (person.tags.includes(tag) ? 1 : 0)).join('');
  const byKind = [...groupBy(pool, nameOf).values()];
  const kinds = byKind.map(([person]) => quotas.flatMap(({ tag }, at) => (person!.tags.includes(tag) ? [at] : [])));
  const kindOf = new Map(byKind.flatMap((people, kind) => people.map(({ id }) => [id, kind] as const)));
  const employers = new Map<string, Employer>();
  for (const [name, people] of groupBy(pool, ({ employer }) => employer)) {
    const has = kinds.map(() => 0);
    for (const { id } of people) has[kindOf.get(id)!]! += 1;
    employers.set(name, { has, left: perEmployer });
  }

  return (panel) => {
    if (panel.length > seats || mostFromOneEmployer(panel) > perEmployer) return false;
    const now = new Map(employers);
    for (const { id, employer } of panel) {
      const before = now.get(employer);
      if (!before) continue;
      const kind = kindOf.get(id);
      now.set(employer, { has: before.has.map((n, at) => (at === kind ? n - 1 : n)), left: before.left - 1 });
    }
    const limits = quotas.map(({ tag, min, max }) => {
      const already = countTag(panel, tag);
      return { min: Math.max(0, min - already), max: max - already };
    });
    return rowSearch({ seats: seats - panel.length, quotas: limits, ...supplyOf([...now.values()], kinds) })(limits);
  };
}

/** What an employer has and may send. */
interface Employer {
  /** People by kind. */
  has: readonly number[];
  left: number;
}

/** The kinds by sort of employer; employers that may send all their people are one sort, which binds nobody. */
function supplyOf(employers: readonly Employer[], kinds: readonly (readonly number[])[]) {
  const binds = ({ has, left }: Employer): boolean => has.reduce((sum, n) => sum + n, 0) > left;
  const sorts = groupBy(employers, (employer) => (binds(employer) ? `${employer.left} of ${employer.has}` : ''));
  const types: { people: number; quotas: readonly number[] }[] = [];
  const caps: { types: number[]; atMost: number }[] = [];
  for (const [sort, alike] of sorts) {
    const own: number[] = [];
    for (const [kind, quotas] of kinds.entries()) {
      const people = alike.reduce((sum, { has }) => sum + has[kind]!, 0);
      if (people > 0) own.push(types.push({ people, quotas }) - 1);
    }
    if (sort !== '') caps.push({ types: own, atMost: alike.length * alike[0]!.left });
  }
  return { types, caps };
}

/**
 * Who of a pool may join a panel such that it can still be completed. Of people whom the constraints can't tell apart one is
 * tried, so asking for a whole pool costs as much as it has types.
 */
export function mayJoin(
  panel: readonly Candidate[],
  pool: readonly Candidate[],
  constraints: Constraints,
): (person: Candidate) => boolean {
  const types = panelTypes({ candidates: besides(panel, pool), kept: panel, constraints });
  const typeOf = new Map(types.flatMap(({ people }, type) => people.map(({ id }) => [id, type] as const)));
  const test = completable(pool, constraints);
  const known = new Map<number, boolean>();
  return (person) => {
    const type = typeOf.get(person.id);
    if (type === undefined) return false;
    const answer = known.get(type) ?? test([...panel, person]);
    known.set(type, answer);
    return answer;
  };
}

/** Those of a pool who are not on the panel. */
export function besides(panel: readonly Candidate[], pool: readonly Candidate[]): Candidate[] {
  const members = new Set(panel.map(({ id }) => id));
  return pool.filter(({ id }) => !members.has(id));
}
