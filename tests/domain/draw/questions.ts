import fc from 'fast-check';
import type { Candidate, Question } from '../../../domain/draw/constraints';
import { isPossible, type PanelProblem } from '../../../domain/draw/panel-types';
import { TABLE_TOTAL, type TableFor } from '../../../domain/draw/table-lottery';

/** `p0`, `p1`, … with the given tags; employer by turns out of `employers`, or one each. */
export function people(tags: readonly (readonly string[])[], employers = tags.length): Candidate[] {
  return tags.map((own, at) => ({ id: `p${at}`, tags: own, employer: `e${at % employers}` }));
}

const TAGS = ['archives', 'transport', 'newcomer'];

/** Small questions of any kind, with overlapping strata, shared employers and members kept; often infeasible. */
export const anyQuestion = ({ candidates = 8, seats = 4 } = {}): fc.Arbitrary<Question> => {
  const person = (id: string) =>
    fc.record({
      id: fc.constant(id),
      tags: fc.subarray(TAGS),
      employer: fc.constantFrom('e0', 'e1', 'e2', 'e3', 'e4'),
    });
  const group = (prefix: string, length: number) =>
    fc
      .integer({ min: 0, max: length })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, at) => person(`${prefix}${at}`))));
  const quota = (tag: string) =>
    fc.record({ tag: fc.constant(tag), min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 1, max: seats }) });
  return fc.record({
    candidates: group('p', candidates),
    kept: group('k', 1),
    constraints: fc.record({
      seats: fc.integer({ min: 2, max: seats }),
      quotas: fc.subarray(TAGS).chain((tags) => fc.tuple(...tags.map(quota))),
      perEmployer: fc.integer({ min: 1, max: 2 }),
    }),
  });
};

/** Every way to choose `size` of `items`. */
export function choose<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => choose(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Every order of `items`. */
export function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

/** Every row of a problem, by enumeration. */
export function allRows(problem: PanelProblem): number[][] {
  const rowsFrom = (type: number, seats: number): number[][] => {
    if (seats === 0) return [[]];
    if (type === problem.types.length) return [];
    const taken = rowsFrom(type, seats - 1).map((rest) => [type, ...rest]);
    return [...taken, ...rowsFrom(type + 1, seats)];
  };
  return rowsFrom(0, problem.seats).filter((row) => isPossible(problem, row));
}

/** A table of all rows, as even as can be: not the fairest, but a true one. */
export const evenTable: TableFor = (problem) => {
  const rows = allRows(problem);
  const each = Math.floor(TABLE_TOTAL / rows.length);
  return rows.map((types, at) => ({ types, weight: at === 0 ? TABLE_TOTAL - each * (rows.length - 1) : each }));
};
