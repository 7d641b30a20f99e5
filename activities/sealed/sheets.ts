import { type ErrorCode, Refusal } from '../../domain/errors';
import { Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { type SealedPlace, seal } from './seal';
import { type Opened, type OpenedRow, openRow, openRows, type SealedRow } from './sealed-row';

/** Bytes of canonical JSON; a sheet of 60 items with a reason of 300 characters each fits. */
const WIDTH = 65_536;

/**
 * Puts a sheet away under its act's key, in the API's transaction; one that waits there unclaimed is replaced.
 *
 * @param scanSha256 of a sheet written on paper that an officer hands in
 * @returns SHA-256(salt ‖ value), for the audit log
 * @throws Refusal SEAT_NOT_ON_PANEL, ACT_NOT_YOURS, CLOSED, SHEET_SUBMITTED
 */
export async function sealSheet(
  tx: Tx,
  place: SealedPlace,
  value: unknown,
  scanSha256: string | null = null,
): Promise<string> {
  const { sealHash, sealed } = seal(value, place, WIDTH);
  const { key, roundId, seatId, personId } = place;
  const [answer] = await tx.$queryRaw<[{ refusal: ErrorCode | null }]>`
    SELECT sealed.put_sheet(${key}, ${roundId}::uuid, ${seatId}::uuid, ${personId}::uuid, ${sealHash}, ${sealed}, ${scanSha256}) AS refusal`;
  if (answer.refusal) throw new Refusal(answer.refusal, { field: 'seatId', value: seatId });
  return sealHash;
}

/**
 * Takes the sheet that waits under the act's key; from then on it stands.
 *
 * @returns its hash, for `SheetIn.sealHash` and the audit log
 * @throws Refusal SEALED_VALUE_MISSING
 */
export async function claimSheet(tx: Tx, { key, roundId, seatId, personId }: SealedPlace): Promise<string> {
  const [answer] = await tx.$queryRaw<[{ hash: string | null }]>`
    SELECT sealed.claim_sheet(${key}, ${roundId}::uuid, ${seatId}::uuid, ${personId}::uuid) AS hash`;
  if (!answer.hash) throw new Refusal('SEALED_VALUE_MISSING', { field: 'key', value: key });
  return answer.hash;
}

/** What the person of this transaction handed in or prepared, to read again; null when there is none. */
export async function ownSheet(tx: Tx, roundId: string): Promise<Opened | null> {
  const [row] = await tx.$queryRaw<SealedRow[]>`SELECT * FROM sealed.own_sheet(${roundId}::uuid)`;
  return row ? openRow(roundId, row) : null;
}

/**
 * Opens all sheets of a round and publishes them in `SheetIn`, with the salts; the round's row is locked first.
 *
 * @returns the sheets by seat number
 * @throws Refusal SHEETS_OUTSTANDING, CLOSED
 */
export async function openSheets(tx: Tx, roundId: string): Promise<Opened[]> {
  const sheets = openRows(
    roundId,
    await tx.$queryRaw<OpenedRow[]>`SELECT * FROM sealed.open_round_sheets(${roundId}::uuid)`,
  );
  for (const { personId, value, salt } of sheets) {
    await tx.sheetIn.updateMany({
      where: { roundId, personId, void: false, value: { equals: Prisma.DbNull } },
      data: { value: value as Prisma.InputJsonValue, salt },
    });
  }
  await tx.$executeRaw`SELECT sealed.unseal_sheets(${roundId}::uuid)`;
  return sheets;
}
