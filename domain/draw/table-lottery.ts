import { sortByBytes } from '../crypto/compare-bytes';
import { uniformIndex } from '../crypto/uniform-index';
import { Refusal } from '../errors';
import type { Chance } from './chance';
import type { Candidate, Question } from './constraints';
import { besides } from './feasibility';
import { fraction, toText } from './fraction';
import type { Lottery } from './lottery';
import { inOwnOrder, isPossible, type PanelProblem, type PanelType, panelProblem, panelTypes } from './panel-types';
import { type Choice, pickByTickets } from './pick-by-tickets';

/** What all weights of a table make together. */
export const TABLE_TOTAL = 10_000;

/** A kind of panel: from which types its members come. */
export interface TableRow {
  /** In how many of `TABLE_TOTAL` draws it comes up. */
  weight: number;
  /** Numbers of types, ascending, one entry a drawn seat. */
  types: number[];
}

/** The plan of a draw by table: first a row by its weight, then its members by their tickets. */
export interface TablePlan {
  kind: 'table';
  /** Types are numbered from 0 in the order of `panelTypes`. */
  rows: TableRow[];
  /** By id; exact. Together they make the number of members to be drawn. */
  chances: Chance[];
}

/** The fairest table for a problem; its rows number the types as the problem does. */
export type TableFor = (problem: PanelProblem) => readonly TableRow[];

/** With this many types a table takes a minute or two to find; the time grows with their cube. */
const MOST_TYPES = 1_500;

/**
 * Prepares a draw by table. The question must be feasible.
 *
 * @throws Refusal POOL_TOO_VARIED when there are so many types that a table would take too long
 */
export function planTable(question: Question, tableFor: TableFor): TablePlan {
  const types = panelTypes(question);
  if (types.length > MOST_TYPES) {
    throw new Refusal('POOL_TOO_VARIED', { field: 'pool', value: types.length, allowed: MOST_TYPES });
  }
  const own = inOwnOrder(types);
  const rows = tableFor(panelProblem(question, own)).map((row) => ({
    weight: row.weight,
    types: row.types.map((type) => types.indexOf(own[type]!)).sort((a, b) => a - b),
  }));
  return { kind: 'table', rows, chances: chancesIn(rows, types) };
}

/** A person's chance: of all draws the part in which his type has a seat, shared by its people. */
function chancesIn(rows: readonly TableRow[], types: readonly PanelType[]): Chance[] {
  const seats = types.map(() => 0);
  for (const row of rows) for (const type of row.types) seats[type]! += row.weight;
  const chances = types.flatMap(({ people }, type) => {
    const chance = toText(fraction(seats[type]!, TABLE_TOTAL * people.length));
    return people.map(({ id }) => ({ id, chance }));
  });
  return sortByBytes(chances, ({ id }) => id);
}

/** The row that a key draws, from 0, and the number below `TABLE_TOTAL` by which it does. */
export function rowOf({ rows }: TablePlan, prk: Uint8Array): { number: number; row: number } {
  const number = uniformIndex(prk, 'row', TABLE_TOTAL);
  let left = number;
  const row = rows.findIndex(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return { number, row };
}

/** Tables of weighted panels behind the common interface. */
export const tableLottery: Lottery<TablePlan> = {
  pick: (question, plan, { prk, order }) =>
    pickRow(question, plan.rows[rowOf(plan, prk).row]!.types, order).map(({ person }) => person),
  choices: (question, _plan, drawn) => {
    const types = panelTypes(question);
    const typeOf = ({ id }: Candidate) => types.findIndex(({ people }) => people.some((person) => person.id === id));
    const row = drawn.map(typeOf).sort((a, b) => a - b);
    // With the first tickets the same people would be picked.
    return pickRow(question, row, [...drawn, ...besides(drawn, question.candidates)]);
  },
  fault: (question, { rows }) => {
    const problem = panelProblem(question, panelTypes(question));
    for (const [row, { weight, types }] of rows.entries()) {
      if (!Number.isSafeInteger(weight) || weight < 1) return { code: 'ROW_WEIGHT', row, weight };
      // Members are picked type by type, so another order of the same row would be another draw.
      if (types.some((type, at) => at > 0 && types[at - 1]! > type)) return { code: 'NOT_SORTED', list: 'types', row };
      if (!isPossible(problem, types)) return { code: 'ROW_BREAKS_LIMITS', row };
    }
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    return total === TABLE_TOTAL ? null : { code: 'ROWS_TOTAL', expected: TABLE_TOTAL, found: total };
  },
  chances: (question, { rows }) => chancesIn(rows, panelTypes(question)),
};

/**
 * The members of a row: of each type as many as it says, the first by ticket with whom the rest of the row still finds
 * employers that may send it. Types keep equals equal, so each of a type's people has the same chance.
 */
function pickRow(question: Question, row: readonly number[], order: readonly Candidate[]): Choice[] {
  const typeOf = new Map(
    panelTypes(question).flatMap(({ people }, at) => people.map(({ id }) => [id, `${at}`] as const)),
  );
  const tags = [...new Set(row.map(String))];
  const asType = ({ id, employer }: Candidate): Candidate => ({ id, employer, tags: [typeOf.get(id) ?? 'kept'] });
  const wanted = order.map(asType).filter((person) => tags.includes(person.tags[0]!));
  const quotas = tags.map((tag) => {
    const count = row.filter((type) => `${type}` === tag).length;
    return { tag, min: count, max: count };
  });
  const { seats, perEmployer } = question.constraints;
  const kept = question.kept.map(asType);
  const byId = new Map(order.map((person) => [person.id, person]));
  const picked = pickByTickets({ candidates: wanted, kept, constraints: { seats, perEmployer, quotas } }, wanted);
  return picked.map(({ person, among }) => ({
    person: byId.get(person.id)!,
    among: () => among().map(({ id }) => byId.get(id)!),
  }));
}
