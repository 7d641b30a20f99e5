import type { SamplingRule } from './sampling-rule';

/** A stratum of one catalogue: `n` of its `N` volumes are to be drawn, classified ones included. */
export interface StratumSize {
  stratum: string;
  N: number;
  n: number;
}

/**
 * How many volumes each stratum sends. The total is the largest of the rule's number, its share (rounded up) and the sum
 * of all floors, or everything when there is less. Each stratum gets its floor as far as it has volumes; what is left of
 * the total, the floors of empty strata included, is shared in proportion to the volumes still left, by largest
 * remainder (ties: earlier stratum), so a share never exceeds what a stratum has.
 *
 * @param counts volumes per stratum, in the order of the rule's strata
 */
export function sampleSizes({ atLeast, percent, strata }: SamplingSizeRule, counts: readonly number[]): StratumSize[] {
  const all = sum(counts);
  const floors = sum(strata.map(({ floor }) => floor));
  const total = Math.min(all, Math.max(atLeast, Math.ceil((all * percent) / 100), floors));
  const sure = strata.map(({ floor }, at) => Math.min(floor, counts[at]!));
  const shares = proportionally(
    total - sum(sure),
    counts.map((count, at) => count - sure[at]!),
  );
  return strata.map(({ code }, at) => ({ stratum: code, N: counts[at]!, n: sure[at]! + shares[at]! }));
}

/** What the sizes depend on. */
export interface SamplingSizeRule extends Pick<SamplingRule, 'atLeast' | 'percent'> {
  strata: readonly { code: string; floor: number }[];
}

/** `amount`, at most the sum of `weights`, in integers proportional to them (largest remainder, Hamilton's method). */
function proportionally(amount: number, weights: readonly number[]): number[] {
  const whole = sum(weights);
  if (whole === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((amount * weight) / whole));
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (amount * weight) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, amount - sum(shares))) shares[at]!++;
  return shares;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
