import type { SampledItem } from './draw-sample';
import type { StratumSize } from './sample-sizes';

/** What was found among the volumes of a stratum that came by lot; those added by name are not among them. */
export interface StratumCount {
  stratum: string;
  /** Volumes there are. */
  N: number;
  /** Volumes inspected, or found missing when they were asked for. */
  n: number;
  defects: number;
}

/** A volume of a fetch list after the inspection. */
export interface InspectedItem extends SampledItem {
  /** Somebody inspected it, or it was asked for and not produced. */
  inspected: boolean;
  defective: boolean;
}

/**
 * Counts per stratum. A volume that came in the samples of two sittings counts once: each was drawn from the whole catalogue, so
 * together they are a random sample of their number.
 *
 * @param strata of the catalogue, in the order of the rule
 * @param items of all samples that count; a void sample's don't
 */
export function stratumCounts(
  strata: readonly Pick<StratumSize, 'stratum' | 'N'>[],
  items: readonly InspectedItem[],
): StratumCount[] {
  const byLot = items.filter(({ via, inspected }) => via !== 'named' && inspected);
  const distinct = (some: readonly InspectedItem[]): number => new Set(some.map(({ id }) => id)).size;
  return strata.map(({ stratum, N }) => {
    const own = byLot.filter((item) => item.stratum === stratum);
    return { stratum, N, n: distinct(own), defects: distinct(own.filter(({ defective }) => defective)) };
  });
}
