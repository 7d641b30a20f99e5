import type { InspectedBy } from './sampling-rule';

/** A volume to be inspected, and whom its stratum is given to first. */
export interface VolumeToAssign {
  id: string;
  inspectedBy: InspectedBy;
}

/** Somebody who inspects. */
export interface Inspector {
  seatId: string;
  specialties: readonly InspectedBy[];
  /** Volumes that already wait for him. */
  load: number;
}

/**
 * Gives each volume to one inspector. First the loads: one volume after the other goes to whoever has fewest, the earlier
 * seat on a tie, so that the loads differ by one at most where they did before. Then the volumes: within his load each
 * gets the strata of his specialty before anything else, and whoever has fewer specialties chooses first.
 *
 * @returns seat by volume
 */
export function assignVolumes(
  volumes: readonly VolumeToAssign[],
  inspectors: readonly Inspector[],
): Map<string, string> {
  const room = roomFor(volumes.length, inspectors);
  const byChoice = [...inspectors].sort((a, b) => a.specialties.length - b.specialties.length);
  const assigned = new Map<string, string>();
  const give = ({ id }: VolumeToAssign, inspector: Inspector | undefined): void => {
    if (!inspector) return;
    assigned.set(id, inspector.seatId);
    room.set(inspector.seatId, room.get(inspector.seatId)! - 1);
  };
  const free = ({ seatId }: Inspector): boolean => room.get(seatId)! > 0;
  for (const volume of volumes) {
    const knows = ({ specialties }: Inspector): boolean => specialties.includes(volume.inspectedBy);
    give(
      volume,
      byChoice.find((inspector) => knows(inspector) && free(inspector)),
    );
  }
  for (const volume of volumes) if (!assigned.has(volume.id)) give(volume, inspectors.find(free));
  return assigned;
}

/** How many more each inspector takes. */
function roomFor(count: number, inspectors: readonly Inspector[]): Map<string, number> {
  const room = new Map(inspectors.map(({ seatId }) => [seatId, 0]));
  const total = ({ seatId, load }: Inspector): number => load + room.get(seatId)!;
  for (let left = count; left > 0 && inspectors.length > 0; left -= 1) {
    const next = inspectors.reduce((fewest, each) => (total(each) < total(fewest) ? each : fewest));
    room.set(next.seatId, room.get(next.seatId)! + 1);
  }
  return room;
}
