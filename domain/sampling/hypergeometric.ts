/** C(n, k), exact; 0 when k is out of range. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let value = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) value = (value * BigInt(n - i + 1)) / BigInt(i);
  return value;
}

/**
 * The exact upper confidence bound on the number of defective volumes: the largest D of N for which `defects` or fewer
 * among `n` drawn at random without replacement would still have a chance above 1 − `confidence` (hypergeometric
 * distribution; one-sided, Konijn 1973).
 *
 * @param confidence in percent
 */
export function upperBound(N: number, n: number, defects: number, confidence = 95): number {
  const all = binomial(N, n);
  const plausible = (D: number): boolean => 100n * waysUpTo(N, n, D, defects) > BigInt(100 - confidence) * all;
  let low = defects;
  let high = N - (n - defects);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (plausible(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The chance, 0 to 1, that `n` of N volumes drawn at random show at least one of D defective ones. */
export function detectionChance(N: number, n: number, D: number): number {
  const [missed, all] = [binomial(N - D, n), binomial(N, n)];
  return Number(((all - missed) * PRECISION) / all) / Number(PRECISION);
}

const PRECISION = 10n ** 15n;

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
