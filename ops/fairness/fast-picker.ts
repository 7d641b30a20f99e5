import { type Candidate, countTag, type Question } from '../../domain/draw/constraints';
import { completable } from '../../domain/draw/feasibility';
import type { LotteryPlan } from '../../domain/draw/lotteries';
import type { DrawKey } from '../../domain/draw/lottery';
import { panelTypes } from '../../domain/draw/panel-types';
import { rowIndex } from './throws';

/** Ids of those drawn with a key. */
export type Picker = (key: DrawKey) => string[];

/**
 * The picks of a plan for many keys. Written apart from the lotteries, which work everything out anew for the one draw they are for: what
 * depends on the question alone is worked out once here, and whether a panel can be completed is remembered. A test holds
 * both together.
 */
export function fastPicker(question: Question, plan: LotteryPlan): Picker {
  if (plan.kind === 'tickets') {
    const pick = byTickets(question);
    return ({ order }) => pick(order);
  }
  const ends: number[] = [];
  for (const { weight } of plan.rows) ends.push((ends.at(-1) ?? 0) + weight);
  const types = panelTypes(question);
  const rows = plan.rows.map(({ types: wanted }) => byTickets(rowQuestion(question, types, wanted)));
  return ({ prk, order }) => {
    const index = rowIndex(prk);
    return rows[ends.findIndex((end) => index < end)]!(order);
  };
}

/** What a row of a table asks: of each of its types as many as it lists. */
function rowQuestion(
  { candidates, kept, constraints }: Question,
  types: ReturnType<typeof panelTypes>,
  row: readonly number[],
): Question {
  const tagOf = new Map(types.flatMap(({ people }, at) => people.map(({ id }) => [id, `${at}`] as const)));
  const wanted = new Set(row.map(String));
  const marked = (person: Candidate): Candidate => ({ ...person, tags: [tagOf.get(person.id) ?? 'kept'] });
  const quotas = [...wanted].map((tag) => {
    const count = row.filter((type) => `${type}` === tag).length;
    return { tag, min: count, max: count };
  });
  return {
    candidates: candidates.map(marked).filter(({ tags }) => wanted.has(tags[0]!)),
    kept: kept.map(marked),
    constraints: { ...constraints, quotas },
  };
}

function byTickets({ candidates, kept, constraints }: Question): (order: readonly Candidate[]) => string[] {
  const byId = new Map(candidates.map((person) => [person.id, person]));
  const canComplete = completable(candidates, constraints);
  const known = new Map<string, boolean>();
  const fits = (panel: readonly Candidate[]): boolean => {
    const key = panel
      .map(({ id }) => id)
      .sort()
      .join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = canComplete(panel);
    known.set(key, answer);
    return answer;
  };
  return (order) => {
    const own = order.flatMap(({ id }) => byId.get(id) ?? []);
    const panel = [...kept];
    const add = (people: readonly Candidate[]) =>
      panel.push(people.find((person) => !panel.includes(person) && fits([...panel, person]))!);
    for (const { tag, min } of constraints.quotas) {
      while (countTag(panel, tag) < min) add(own.filter((person) => person.tags.includes(tag)));
    }
    while (panel.length < constraints.seats) add(own);
    return panel.slice(kept.length).map(({ id }) => id);
  };
}
