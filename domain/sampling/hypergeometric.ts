import { type Fraction, fraction } from '../draw/fraction';

/** C(n, k), exact; 0 when k is out of range. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * BigInt(n - i + 1)) / BigInt(i);
  return value;
}

const FIVE_PERCENT = fraction(1, 20);

/**
 * The exact upper confidence bound on the number of defective volumes: the largest D of N for which `defects` or fewer
 * among `n` drawn at random without replacement would still have a chance above `risk` (hypergeometric distribution;
 * one-sided, Konijn 1973). Whatever the truth is, a sample whose bound lies below it has at most that chance.
 */
export function upperBound(N: number, n: number, defects: number, risk: Fraction = FIVE_PERCENT): number {
  const plausible = (D: number): boolean => {
    const [drawn, met] = smallerFirst(n, D);
    return risk.under * waysUpTo(N, drawn, met, defects) > risk.over * binomial(N, drawn);
  };
  let low = defects;
  let high = N - (n - defects);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (plausible(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The exact chance that `n` of N volumes drawn at random show at least one of D defective ones: 1 − C(N − D, n) / C(N, n). */
export function detectionChance(N: number, n: number, D: number): Fraction {
  const [drawn, met] = smallerFirst(n, D);
  const all = binomial(N, drawn);
  return fraction(all - binomial(N - met, drawn), all);
}

/** To draw n and meet D is as likely as to draw D and meet n, and there are fewer ways to draw the smaller number. */
const smallerFirst = (n: number, D: number): [number, number] => (n <= D ? [n, D] : [D, n]);

/** Number of samples of `n` from N with at most `most` of the D defective ones. */
function waysUpTo(N: number, n: number, D: number, most: number): bigint {
  const fewest = Math.max(0, n - (N - D));
  let ways = binomial(D, fewest) * binomial(N - D, n - fewest);
  let total = 0n;
  for (let i = fewest; i <= most; i++) {
    total += ways;
    ways = (ways * BigInt(D - i) * BigInt(n - i)) / (BigInt(i + 1) * BigInt(N - D - n + i + 1));
  }
  return total;
}
