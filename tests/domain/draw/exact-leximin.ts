import { type Fraction, fraction } from '../../../domain/draw/fraction';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import { allRows } from './questions';

const ZERO = fraction(0);
const ONE = fraction(1);
const minus = (a: Fraction, b: Fraction) => fraction(a.over * b.under - b.over * a.under, a.under * b.under);
const times = (a: Fraction, b: Fraction) => fraction(a.over * b.over, a.under * b.under);
const through = (a: Fraction, b: Fraction) => fraction(a.over * b.under, a.under * b.over);
const isLess = (a: Fraction, b: Fraction) => minus(a, b).over < 0n;

/** The largest cost · x with a · x = b and x ≥ 0, where b ≥ 0 and some x does; by the simplex method with Bland's rule, exact. */
function largest(cost: readonly Fraction[], a: readonly Fraction[][], b: readonly Fraction[]): Fraction {
  const own = cost.length;
  const units = a.map((_, row) => a.map((_, column) => (row === column ? ONE : ZERO)));
  const tableau = a.map((row, at) => [...row, ...units[at]!, b[at]!]);
  const basis = a.map((_, at) => own + at);
  const pivot = (row: number, column: number): void => {
    const by = tableau[row]![column]!;
    tableau[row] = tableau[row]!.map((value) => through(value, by));
    tableau.forEach((other, at) => {
      const factor = other[column]!;
      if (at === row || factor.over === 0n) return;
      tableau[at] = other.map((value, place) => minus(value, times(factor, tableau[row]![place]!)));
    });
    basis[row] = column;
  };
  const climb = (costs: readonly Fraction[], columns: number): Fraction => {
    const worthOf = (column: number): Fraction =>
      tableau.reduce((sum, row, at) => minus(sum, times(costs[basis[at]!]!, row[column]!)), costs[column] ?? ZERO);
    for (;;) {
      const entering = Array.from({ length: columns }, (_, column) => column).find(
        (column) => worthOf(column).over > 0n,
      );
      if (entering === undefined) return minus(ZERO, worthOf(own + a.length));
      let leaving: number | undefined;
      const ratio = (row: number) => through(tableau[row]!.at(-1)!, tableau[row]![entering]!);
      for (const row of tableau.keys()) {
        if (tableau[row]![entering]!.over <= 0n) continue;
        if (leaving === undefined || isLess(ratio(row), ratio(leaving))) leaving = row;
        else if (!isLess(ratio(leaving), ratio(row)) && basis[row]! < basis[leaving]!) leaving = row;
      }
      pivot(leaving!, entering);
    }
  };
  const artificial = [...cost.map(() => ZERO), ...a.map(() => fraction(-1))];
  if (climb(artificial, own).over !== 0n) throw new Error('No x does');
  for (const row of basis.keys()) {
    const column = tableau[row]!.slice(0, own).findIndex(({ over }) => over !== 0n);
    if (basis[row]! >= own && column >= 0) pivot(row, column);
  }
  return climb([...cost, ...a.map(() => ZERO)], own);
}

/**
 * The leximin chances of a problem by type, exact: over all rows that there are, with no prices and no types left out. A type
 * is final when its own chance, made as large as it can be, is no larger than the lowest.
 */
export function exactLeximin(problem: PanelProblem): Fraction[] {
  const { types } = problem;
  const rows = allRows(problem);
  const chanceIn = (row: readonly number[], type: number) =>
    fraction(row.filter((one) => one === type).length, types[type]!.people);
  const final = new Map<number, Fraction>();

  /** Columns: a share for each row, the lowest chance, what each type has above its floor. */
  const solve = (raised: number | 'lowest', floor: Fraction): Fraction => {
    const conditions = [...types.keys()].map((type) => {
      const above = types.map((_, other) => (other === type ? fraction(-1) : ZERO));
      const isFree = raised === 'lowest' && !final.has(type);
      return {
        row: [...rows.map((row) => chanceIn(row, type)), isFree ? fraction(-1) : ZERO, ...above],
        least: isFree ? ZERO : (final.get(type) ?? floor),
      };
    });
    const shares = [...rows.map(() => ONE), ZERO, ...types.map(() => ZERO)];
    const cost = shares.map((_, column) => {
      if (raised === 'lowest') return column === rows.length ? ONE : ZERO;
      return column < rows.length ? chanceIn(rows[column]!, raised) : ZERO;
    });
    return largest(cost, [shares, ...conditions.map(({ row }) => row)], [ONE, ...conditions.map(({ least }) => least)]);
  };

  while (final.size < types.length) {
    const lowest = solve('lowest', ZERO);
    const open = [...types.keys()].filter((type) => !final.has(type));
    const stuck = open.filter((type) => !isLess(lowest, solve(type, lowest)));
    for (const type of stuck) final.set(type, lowest);
  }
  return types.map((_, type) => final.get(type)!);
}
