import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** 96 bits, random: the number of values sealed under one key stays far below 2³² (NIST SP 800-38D §8.3). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Length of what was padded, in front of it. */
const LENGTH_BYTES = 4;

/**
 * Encrypts with AES-256-GCM, bound to `place`: moved to another row it can't be decrypted.
 *
 * @param key 32 bytes
 * @param width bytes that every value of this kind is padded to, so that the ciphertext's length tells nothing
 * @returns nonce ‖ ciphertext ‖ tag
 * @throws RangeError when the value does not fit; it is in no message
 */
export function encrypt(key: Buffer, value: Uint8Array, place: string, width: number): Buffer {
  if (value.length > width) throw new RangeError(`A sealed value of this kind has at most ${width} bytes`);
  const padded = Buffer.alloc(LENGTH_BYTES + width);
  padded.writeUInt32BE(value.length);
  padded.set(value, LENGTH_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when key, place or bytes are not those it was sealed with */
export function decrypt(key: Buffer, sealed: Uint8Array, place: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const padded = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32BE());
}
