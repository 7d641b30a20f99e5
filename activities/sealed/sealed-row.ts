import { type ErrorCode, Refusal } from '../../domain/errors';
import { type SealedPlace, type Unsealed, unseal } from './seal';

/** A row as the functions of schema `sealed` return it. */
export interface SealedRow extends Omit<SealedPlace, 'roundId'> {
  sealHash: string;
  sealed: Uint8Array;
}

/** What an opening returns: the rows, or one row that says why not. */
export type OpenedRow = SealedRow & { refusal: ErrorCode | null };

/** A value that was opened, with whose it is. */
export interface Opened extends Unsealed {
  seatId: string;
  personId: string;
}

/** @throws Refusal with the code the database answered */
export function openRows(roundId: string, rows: readonly OpenedRow[]): Opened[] {
  for (const { refusal } of rows) if (refusal) throw new Refusal(refusal, { field: 'roundId', value: roundId });
  return rows.map((row) => openRow(roundId, row));
}

export function openRow(roundId: string, { key, seatId, personId, sealHash, sealed }: SealedRow): Opened {
  return { seatId, personId, ...unseal(sealed, { key, roundId, seatId, personId }, sealHash) };
}
