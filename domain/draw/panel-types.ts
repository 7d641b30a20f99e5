import { compareBytes, sortByBytes } from '../crypto/compare-bytes';
import { type Candidate, countTag, type Question } from './constraints';
import { groupBy } from './group-by';

/**
 * People whom the constraints can't tell apart: they count for the same quotas, and their employers look alike. Exchanging
 * two of them turns every panel that obeys the constraints into another that does, so a lottery that is as fair as possible
 * gives them one chance.
 *
 * An employer that may send all its people binds nobody, so its people are told apart by quotas alone. Any other looks like
 * its people (how many count for which quotas) and like the number that it may still send.
 */
export interface PanelType {
  /** Sorted by id. */
  people: readonly Candidate[];
  /** Positions of the quotas for which they count. */
  quotas: readonly number[];
  /** The look of their employers; null when those bind nobody. */
  look: string | null;
  /** How many people the employers of this look may send together. */
  atMost: number;
}

/** The types of a question's candidates, in the order of each type's first id. */
export function panelTypes({ candidates, kept, constraints }: Question): PanelType[] {
  const quotasOf = new Map(
    candidates.map((person) => {
      const own = constraints.quotas.flatMap(({ tag }, at) => (person.tags.includes(tag) ? [at] : []));
      return [person, { own, name: own.join(' ') }] as const;
    }),
  );
  const looks = new Map<string, { look: string | null; left: number }>();
  const seated = groupBy(kept, ({ employer }) => employer);
  for (const [employer, people] of groupBy(candidates, (person) => person.employer)) {
    const left = Math.max(0, constraints.perEmployer - (seated.get(employer)?.length ?? 0));
    const kinds = people.map((person) => quotasOf.get(person)!.name).sort();
    looks.set(employer, { look: people.length > left ? `${left} of ${kinds.join(', ')}` : null, left });
  }
  const employers = groupBy([...looks.values()], ({ look }) => `${look}`);
  const sorted = sortByBytes(candidates, ({ id }) => id);
  const groups = groupBy(sorted, (person) => `${quotasOf.get(person)!.name} from ${looks.get(person.employer)!.look}`);
  return [...groups.values()].map((people) => {
    const { look } = looks.get(people[0]!.employer)!;
    const atMost = employers.get(`${look}`)!.reduce((sum, { left }) => sum + left, 0);
    return { people, quotas: quotasOf.get(people[0]!)!.own, look, atMost };
  });
}

/** What is asked of a lottery over types, without anybody's id: whoever has the same problem has the same fairest table. */
export interface PanelProblem {
  /** To be drawn. */
  seats: number;
  /** What the drawn must bring, those kept counted already. */
  quotas: readonly { min: number; max: number }[];
  types: readonly { people: number; quotas: readonly number[] }[];
  /** How many people employers that look alike may send together. */
  caps: readonly { types: readonly number[]; atMost: number }[];
}

/** @param types all types of the question, in the order in which the problem is to number them */
export function panelProblem({ kept, constraints }: Question, types: readonly PanelType[]): PanelProblem {
  const bound = types.flatMap(({ look, atMost }, at) => (look === null ? [] : [{ look, atMost, at }]));
  return {
    seats: constraints.seats - kept.length,
    quotas: constraints.quotas.map(({ tag, min, max }) => {
      const already = countTag(kept, tag);
      return { min: Math.max(0, min - already), max: max - already };
    }),
    types: types.map(({ people, quotas }) => ({ people: people.length, quotas })),
    caps: [...groupBy(bound, ({ look }) => look).values()].map((alike) => ({
      types: alike.map(({ at }) => at),
      atMost: alike[0]!.atMost,
    })),
  };
}

/** The types in an order that ids have no part in. */
export const inOwnOrder = (types: readonly PanelType[]): PanelType[] =>
  [...types].sort((a, b) => compareBytes(`${a.quotas} ${a.look}`, `${b.quotas} ${b.look}`));

/**
 * Whether some panel consists of these types, one entry a seat.
 *
 * That the caps of `problem` are enough: employers that look alike, m of them, with c people of each type and at most k to
 * send, can send x of each type just when x ≤ mc for each and Σx ≤ mk (the cut condition of a flow from types over equal
 * employers).
 */
export function isPossible({ seats, quotas, types, caps }: PanelProblem, row: readonly number[]): boolean {
  const among = (some: readonly number[]): number => row.filter((type) => some.includes(type)).length;
  return (
    row.length === seats &&
    row.every((type) => Number.isSafeInteger(type) && among([type]) <= (types[type]?.people ?? -1)) &&
    caps.every((cap) => among(cap.types) <= cap.atMost) &&
    quotas.every(({ min, max }, quota) => {
      const count = row.filter((type) => types[type]!.quotas.includes(quota)).length;
      return min <= count && count <= max;
    })
  );
}
