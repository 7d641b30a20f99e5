import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils';
import { Refusal } from '../errors';

/** Lower-case hexadecimal of `bytes`. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/** UTF-8 of `text`. Lone surrogates are refused by `canonicalJson` before text comes here. */
export const utf8 = (text: string): Uint8Array => utf8ToBytes(text);

/** The parts one after the other. */
export const concat = (...parts: Uint8Array[]): Uint8Array => concatBytes(...parts);

const LOWER_HEX = /^(?:[0-9a-f]{2})*$/;

/**
 * Bytes of a lower-case hexadecimal string. Upper case is refused, so that a value has one spelling only.
 *
 * @param length bytes expected; any when left out
 * @throws Refusal BAD_HEX; the value is not echoed, for it may be a secret
 */
export function fromHex(hex: string, length?: number): Uint8Array {
  if (typeof hex !== 'string' || !LOWER_HEX.test(hex) || (length !== undefined && hex.length !== 2 * length)) {
    throw new Refusal('BAD_HEX', { allowed: `${length ?? 'any number of'} bytes in lower-case hexadecimal` });
  }
  return hexToBytes(hex);
}
