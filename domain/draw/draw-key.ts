import { concat, fromHex, toHex, utf8 } from '../crypto/bytes';
import { compareBytes } from '../crypto/compare-bytes';
import { hkdfExpand, hkdfExtract } from '../crypto/hkdf';
import { sha256Hex } from '../crypto/sha256';
import { Refusal } from '../errors';
import { assertFrom, type PublicRandomness, type RandomnessSource } from './randomness';

/** What was published before any randomness existed. */
export interface Commitment {
  /** Merkle root of the committed document, 32 bytes in hexadecimal. */
  root: string;
  /** SHA-256 of the server's secret for this one draw. */
  secretHash: string;
  source: RandomnessSource;
}

/** SHA-256 of a secret of 32 bytes; both in hexadecimal. */
export const hashSecret = (secret: string): string => sha256Hex(fromHex(secret, 32));

/**
 * The key of a draw: PRK = HKDF-Extract(salt = secret, IKM = root ‖ public randomness) with SHA-256 (RFC 5869), the root
 * as 32 bytes and the randomness as ASCII. The secret was fixed before the dice and the dice are thrown without knowing
 * it, so neither side can steer.
 *
 * @throws Refusal SECRET_MISMATCH, RANDOMNESS_SOURCE when either is not what was committed; BAD_HEX
 */
export function drawKey(commitment: Commitment, randomness: PublicRandomness, secret: string): Uint8Array {
  if (hashSecret(secret) !== commitment.secretHash) throw new Refusal('SECRET_MISMATCH', { field: 'secret' });
  assertFrom(commitment.source, randomness);
  return hkdfExtract(fromHex(secret, 32), concat(fromHex(commitment.root, 32), utf8(randomness.value)));
}

/** ticket(id) = HKDF-Expand(PRK, UTF-8 of id in NFC, 32), in hexadecimal. */
export const ticketOf = (prk: Uint8Array, id: string): string => toHex(hkdfExpand(prk, utf8(id.normalize('NFC')), 32));

/** `items` in the order of their tickets, compared as bytes. The order of the input doesn't matter. */
export function inTicketOrder<T>(items: readonly T[], prk: Uint8Array, idOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, ticket: ticketOf(prk, idOf(item)) }))
    .sort((a, b) => compareBytes(a.ticket, b.ticket))
    .map(({ item }) => item);
}
