import type { Chance } from '../../domain/draw/chance';
import { type Fraction, fraction, toText } from '../../domain/draw/fraction';

/** How evenly a table shares out its seats. Exact rationals, `n/d`, but for the root. */
export interface Spread {
  /** All chances together: the seats drawn. */
  sum: string;
  /** What everybody would have if nothing but the number of seats counted. */
  ideal: string;
  lowest: string;
  highest: string;
  /** 0 when all are equal, towards 1 when one has all. */
  gini: string;
  geometricMean: number;
}

/** @param chances of everybody in the pool, at least one of them above 0 */
export function spreadOf(chances: readonly Chance[]): Spread {
  const ascending = chances.map(({ chance }) => parse(chance)).sort((a, b) => Number(minus(a, b).over));
  const n = BigInt(ascending.length);
  const sum = ascending.reduce(plus);
  const weighted = ascending
    .map(({ over, under }, at) => fraction((2n * BigInt(at + 1) - n - 1n) * over, under))
    .reduce(plus);
  const logs = ascending.map(toNumber).map(Math.log);
  return {
    sum: toText(sum),
    ideal: toText(fraction(sum.over, sum.under * n)),
    lowest: toText(ascending[0]!),
    highest: toText(ascending.at(-1)!),
    gini: toText(fraction(weighted.over * sum.under, weighted.under * n * sum.over)),
    geometricMean: Math.exp(logs.reduce((a, b) => a + b) / logs.length),
  };
}

/** A chance as a number near it. */
export const chanceValue = (chance: string): number => toNumber(parse(chance));

function parse(chance: string): Fraction {
  const [over, under] = chance.split('/').map(BigInt) as [bigint, bigint];
  return fraction(over, under);
}

const toNumber = ({ over, under }: Fraction): number => Number(over) / Number(under);
const plus = (a: Fraction, b: Fraction) => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
const minus = (a: Fraction, b: Fraction) => fraction(a.over * b.under - b.over * a.under, a.under * b.under);
