import { utf8 } from './bytes';
import { hkdfExpand } from './hkdf';

const SPACE = 1n << 256n;

/**
 * A number from 0 to `size` − 1, each equally likely: 256-bit values HKDF-Expand(PRK, `label/0`), `label/1`, … are read
 * big-endian and the first below the largest multiple of `size` is reduced (rejection sampling, so no value is favoured).
 *
 * @param prk 32 bytes
 * @param label what the number is for; different labels give independent numbers
 * @param size positive integer
 */
export function uniformIndex(prk: Uint8Array, label: string, size: number): number {
  const modulus = BigInt(size);
  const limit = SPACE - (SPACE % modulus);
  for (let attempt = 0; ; attempt++) {
    const value = toInteger(hkdfExpand(prk, utf8(`${label}/${attempt}`), 32));
    if (value < limit) return Number(value % modulus);
  }
}

const toInteger = (bytes: Uint8Array): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
