/** Holm's step-down adjustment: p-values that may be compared with one error rate for the whole family (Holm 1979). */
export function holm(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  ascending.forEach(({ p, at }, rank) => {
    highest = Math.max(highest, Math.min(1, p * (pValues.length - rank)));
    adjusted[at] = highest;
  });
  return adjusted;
}

/** By how many standard deviations the hits differ from what a chance, neither 0 nor 1, lets expect. */
export const zScore = (hits: number, trials: number, chance: number): number =>
  (hits - trials * chance) / Math.sqrt(trials * chance * (1 - chance));

/** Two-sided p-value of a standard normal. */
export function twoSidedP(z: number): number {
  // Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8.
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 2 * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/** What a test of uniformity finds. */
export interface Uniformity {
  /** Largest distance between the shares seen and those expected. */
  distance: number;
  p: number;
}

/**
 * Kolmogorov–Smirnov test that values are uniform on 0 to 1, by the limit distribution with the correction of Stephens (1970), good
 * from five values on.
 */
export function uniformity(values: readonly number[]): Uniformity {
  const n = values.length;
  const distance = values
    .toSorted((a, b) => a - b)
    .reduce((most, value, at) => Math.max(most, value - at / n, (at + 1) / n - value), 0);
  const lambda = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
  // The series alternates and doesn't converge near 0, where the distribution is 1 to all digits.
  if (lambda < 0.2) return { distance, p: 1 };
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
  return { distance, p: Math.min(1, Math.max(0, p)) };
}

/** 0 when all have the same, towards 1 when one has all; 0 when nobody has anything. */
export function gini(values: readonly number[]): number {
  const sum = values.reduce((a, b) => a + b, 0);
  if (sum === 0) return 0;
  const n = values.length;
  return (
    values.toSorted((a, b) => a - b).reduce((total, value, at) => total + (2 * (at + 1) - n - 1) * value, 0) / (n * sum)
  );
}
