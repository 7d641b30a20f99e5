import { Refusal } from '../../domain/errors';
import { type ElectronicVolumes, volumesWithFiles } from '../../domain/handover/volumes-with-files';
import type { Tx } from '../database/database';

/** What a receiver's part of the catalogue says, and how much of it there is electronically. */
export interface ElectronicCounts extends ElectronicVolumes {
  volumes: { catalogue: number; electronic: number };
  /** Sheets of drawings that the catalogue lists. */
  drawings: number;
  files: number;
}

/**
 * Holds files by their paths against the volumes that go to one receiver, by the newest version of the catalogue.
 *
 * @throws Refusal NOT_FOUND without a catalogue, RECEIVER_UNKNOWN
 */
export async function electronicCounts(
  tx: Tx,
  { projectId, receiverId, paths }: { projectId: string; receiverId: string; paths: readonly string[] },
): Promise<ElectronicCounts> {
  const parties = await tx.projectParty.findMany({
    where: { projectId, role: 'receiver', until: null },
    select: { organisationId: true, organisation: { select: { names: { select: { name: true } } } } },
  });
  const party = parties.find(({ organisationId }) => organisationId === receiverId);
  if (!party) {
    const allowed = parties.map(({ organisationId }) => organisationId);
    throw new Refusal('RECEIVER_UNKNOWN', { field: 'receiverId', value: receiverId, allowed });
  }
  const catalogue = await tx.catalogue.findFirst({
    where: { projectId },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  if (!catalogue) throw new Refusal('NOT_FOUND', { field: 'catalogue', value: null, allowed: 'a catalogue' });
  const volumes = await tx.volume.findMany({
    where: {
      catalogueId: catalogue.id,
      receiver: { in: party.organisation.names.map(({ name }) => name) },
    },
    select: { code: true, drawings: true },
    orderBy: { code: 'asc' },
  });
  const codes = volumes.map(({ code }) => code);
  const found = volumesWithFiles(codes, paths);
  return {
    ...found,
    volumes: { catalogue: codes.length, electronic: codes.length - found.without.length },
    drawings: volumes.reduce((sum, volume) => sum + volume.drawings, 0),
    files: paths.length,
  };
}
