import { type ErrorCode, Refusal } from '../../domain/errors';
import type { Vote } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { type SealedPlace, seal } from './seal';
import { type Opened, type OpenedRow, openRow, openRows, type SealedRow } from './sealed-row';

/** Bytes of canonical JSON: any of the three votes fits. */
const WIDTH = 16;

export interface OpenedBallot extends Opened {
  value: Vote;
}

/**
 * Puts a ballot away under its act's key, in the API's transaction; one that waits there unclaimed is replaced.
 *
 * @param scanSha256 of a ballot written on paper that an officer hands in
 * @returns SHA-256(salt ‖ value), for the audit log
 * @throws Refusal SEAT_NOT_ON_PANEL, ACT_NOT_YOURS, CLOSED, SEAT_COUNTED_TWICE
 */
export async function sealBallot(
  tx: Tx,
  place: SealedPlace,
  vote: Vote,
  scanSha256: string | null = null,
): Promise<string> {
  const { sealHash, sealed } = seal(vote, place, WIDTH);
  const { key, roundId, seatId, personId } = place;
  const [answer] = await tx.$queryRaw<[{ refusal: ErrorCode | null }]>`
    SELECT sealed.put_ballot(${key}, ${roundId}::uuid, ${seatId}::uuid, ${personId}::uuid, ${sealHash}, ${sealed}, ${scanSha256}) AS refusal`;
  if (answer.refusal) throw new Refusal(answer.refusal, { field: 'seatId', value: seatId });
  return sealHash;
}

/**
 * Takes the ballot that waits under the act's key; from then on it stands.
 *
 * @returns its hash, for `BallotIn.sealHash` and the audit log
 * @throws Refusal SEALED_VALUE_MISSING
 */
export async function claimBallot(tx: Tx, { key, roundId, seatId, personId }: SealedPlace): Promise<string> {
  const [answer] = await tx.$queryRaw<[{ hash: string | null }]>`
    SELECT sealed.claim_ballot(${key}, ${roundId}::uuid, ${seatId}::uuid, ${personId}::uuid) AS hash`;
  if (!answer.hash) throw new Refusal('SEALED_VALUE_MISSING', { field: 'key', value: key });
  return answer.hash;
}

/** The ballot that the person of this transaction cast or prepared; null when there is none. */
export async function ownBallot(tx: Tx, roundId: string): Promise<OpenedBallot | null> {
  const [row] = await tx.$queryRaw<SealedRow[]>`SELECT * FROM sealed.own_ballot(${roundId}::uuid)`;
  return row ? (openRow(roundId, row) as OpenedBallot) : null;
}

/**
 * Reads all ballots of a round once every seat voted or was recorded absent by two people; the round's row is locked
 * first. Nothing is published yet: when the absent votes could change the outcome, the ballots stay sealed and the caller
 * tells nobody.
 *
 * @returns the ballots by seat number
 * @throws Refusal BALLOTS_OUTSTANDING, CLOSED
 */
export async function openBallots(tx: Tx, roundId: string): Promise<OpenedBallot[]> {
  const rows = await tx.$queryRaw<OpenedRow[]>`SELECT * FROM sealed.open_round_ballots(${roundId}::uuid)`;
  return openRows(roundId, rows) as OpenedBallot[];
}

/** Publishes opened ballots in `BallotIn`, with the salts, in the transaction of the result. */
export async function publishBallots(tx: Tx, roundId: string, ballots: readonly OpenedBallot[]): Promise<void> {
  for (const { personId, value, salt } of ballots) {
    await tx.ballotIn.updateMany({ where: { roundId, personId, void: false }, data: { value, salt } });
  }
  await tx.$executeRaw`SELECT sealed.unseal_ballots(${roundId}::uuid)`;
}
