import { detectionChance, upperBound } from './hypergeometric';

/** Defects found among the volumes of a stratum that came by lot; volumes added by name are not among them. */
export interface StratumCount {
  stratum: string;
  N: number;
  n: number;
  defects: number;
}

export interface SampleStatistics {
  N: number;
  n: number;
  defects: number;
  /** Exact 95 % upper bound on the defective volumes among N, and as a rate of 0 to 1; null when nothing was inspected. */
  upperBound: { volumes: number; rate: number } | null;
  /** The chance that n would have shown a defect if 1 %, 3 %, 5 % of N (rounded up) were defective; empty when n is 0. */
  detection: { percent: number; chance: number }[];
}

export interface SampleReport {
  strata: ({ stratum: string } & SampleStatistics)[];
  /** Treats all drawn volumes as one simple random sample: a guide only, since floors favour the small strata. */
  overall: SampleStatistics;
}

const RATES = [1, 3, 5];

/** What a sample says about its catalogue. Each stratum's figures are exact; the overall ones are a guide (see there). */
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
  const detection = RATES.map((percent) => ({
    percent,
    chance: detectionChance(N, n, Math.ceil((N * percent) / 100)),
  }));
  return { N, n, defects, upperBound: { volumes, rate: volumes / N }, detection };
}
