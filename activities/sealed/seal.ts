import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import { decrypt, encrypt } from './encrypt';
import { sealingKey } from './sealing-keys';

const SALT_BYTES = 32;

/** Where a sealed value belongs: the act's key and who hands in for which seat. */
export interface SealedPlace {
  key: string;
  roundId: string;
  seatId: string;
  personId: string;
}

/** A value as it is stored before the opening. */
export interface Seal {
  /** SHA-256(salt ‖ value) in hexadecimal, for the audit log. */
  sealHash: string;
  sealed: Buffer;
}

/** A value as it is published, with what proves that it is the one whose hash was recorded. */
export interface Unsealed {
  value: unknown;
  /** Hexadecimal. */
  salt: string;
}

/**
 * Hash and ciphertext of a value with a fresh salt: without one, the hash of one of three words is found at once.
 *
 * @param value plain JSON; hashed in its canonical form (RFC 8785)
 */
export function seal(value: unknown, place: SealedPlace, width: number): Seal {
  const salt = randomBytes(SALT_BYTES);
  const bytes = Buffer.from(canonicalJson(value));
  return {
    sealHash: hashOf(salt, bytes),
    sealed: encrypt(sealingKey('sealKey'), Buffer.concat([salt, bytes]), placeText(place), SALT_BYTES + width),
  };
}

/** @throws Error when the value is not the one whose hash was recorded */
export function unseal(sealed: Uint8Array, place: SealedPlace, sealHash: string): Unsealed {
  const bytes = decrypt(sealingKey('sealKey'), sealed, placeText(place));
  const salt = bytes.subarray(0, SALT_BYTES);
  const value = bytes.subarray(SALT_BYTES);
  if (hashOf(salt, value) !== sealHash) throw new Error('A sealed value is not the one that was recorded');
  return { value: JSON.parse(value.toString()), salt: salt.toString('hex') };
}

/** Whether a published value and salt give the recorded hash: anybody may check it. */
export function verifySeal({ value, salt }: Unsealed, sealHash: string): boolean {
  return hashOf(Buffer.from(salt, 'hex'), Buffer.from(canonicalJson(value))) === sealHash;
}

const hashOf = (salt: Uint8Array, value: Uint8Array): string =>
  createHash('sha256').update(salt).update(value).digest('hex');

const placeText = ({ key, roundId, seatId, personId }: SealedPlace): string =>
  [key, roundId, seatId, personId].join('/');
