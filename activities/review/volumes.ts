import { classifiedItem } from '../../domain/sampling/sample-document';
import type { SampleItem } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

/** Volumes that somebody has yet to inspect: assigned, not inspected, and not known to be missing. */
const AWAITED = { seatId: { not: null }, inspectedAt: null, notProduced: false } as const;

/** How many volumes of a round are still to be inspected, by one seat or by all. */
export function awaitedVolumes(tx: Tx, roundId: string, seatId?: string): Promise<number> {
  return tx.sampleItem.count({ where: { roundId, ...AWAITED, ...(seatId ? { seatId } : {}) } });
}

/** Takes what was left over from its inspectors: a fresh sample takes its place. */
export async function releaseVolumes(tx: Tx, roundId: string): Promise<void> {
  await tx.sampleItem.updateMany({ where: { roundId, ...AWAITED }, data: { seatId: null } });
}

/** The id of a volume in a sample: its 档号, or stratum and ordinal of a classified one. */
export function volumeId({
  volumeCode,
  stratum,
  ordinal,
}: Pick<SampleItem, 'volumeCode' | 'stratum' | 'ordinal'>): string {
  return volumeCode ?? classifiedItem(stratum, ordinal!);
}
