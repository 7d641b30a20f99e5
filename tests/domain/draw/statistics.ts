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

/** Two-sided p-value of `hits` successes in `trials` with the given chance, by the normal approximation. */
export function binomialP(hits: number, trials: number, chance: number): number {
  const z = Math.abs(hits - trials * chance) / Math.sqrt(trials * chance * (1 - chance));
  return 2 * upperTail(z);
}

// Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8.
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
