import { fraction, roundedDown, roundedUp } from '../draw/fraction';
import { detectionChance, upperBound } from './hypergeometric';
import type { StratumCount } from './stratum-counts';

export interface SampleStatistics {
  /** Volumes there are; those inspected of the ones that came by lot; defective ones among these. */
  N: number;
  n: number;
  defects: number;
  /**
   * 95 % upper bound on the defective volumes among N, exact (`upperBound`), and as a rate of 0 to 1, rounded up to four places;
   * null when nothing was inspected.
   */
  upperBound: { volumes: number; rate: number } | null;
  /**
   * The chance of 0 to 1 that n would have shown a defect if 1 %, 3 %, 5 % of N, rounded up to `volumes`, were defective
   * (`detectionChance`), rounded down to four places; empty when n is 0.
   */
  detection: { percent: number; volumes: number; chance: number }[];
}

export interface SampleReport {
  strata: ({ stratum: string } & SampleStatistics)[];
  /**
   * All strata as one sample. The numbers are exact if defects are spread over the strata at random; where they gather in a stratum of
   * which few volumes were drawn there may be more of them, and its own numbers tell.
   */
  overall: SampleStatistics;
}

const RATES = [1, 3, 5];
const PLACES = 4;

/**
 * What a sample says about its catalogue, rounded so that it never says too much. Exact for volumes that came by lot; where the panel asked
 * for more of a stratum because of what it saw, its additions count like the rest, and the numbers are a guide.
 */
export function sampleReport(counts: readonly StratumCount[]): SampleReport {
  const total = (key: 'N' | 'n' | 'defects'): number => counts.reduce((sum, count) => sum + count[key], 0);
  return {
    strata: counts.map(({ stratum, N, n, defects }) => ({ stratum, ...statistics(N, n, defects) })),
    overall: statistics(total('N'), total('n'), total('defects')),
  };
}

function statistics(N: number, n: number, defects: number): SampleStatistics {
  if (n === 0) return { N, n, defects, upperBound: null, detection: [] };
  const volumes = upperBound(N, n, defects);
  return {
    N,
    n,
    defects,
    upperBound: { volumes, rate: roundedUp(fraction(volumes, N), PLACES) },
    detection: RATES.map((percent) => {
      const defective = Math.ceil((N * percent) / 100);
      return { percent, volumes: defective, chance: roundedDown(detectionChance(N, n, defective), PLACES) };
    }),
  };
}
