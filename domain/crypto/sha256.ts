import { sha256 as nobleSha256 } from '@noble/hashes/sha2';
import { toHex, utf8 } from './bytes';
import { canonicalBytes } from './canonical-json';

/** SHA-256 (FIPS 180-4) of `bytes`: 32 bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => nobleSha256(bytes);

/** SHA-256 of `bytes` in lower-case hexadecimal. */
export const sha256Hex = (bytes: Uint8Array): string => toHex(sha256(bytes));

/** SHA-256 of the canonical JSON of `value` (see `canonicalBytes`) in lower-case hexadecimal. */
export const digestOf = (value: unknown): string => sha256Hex(canonicalBytes(value));

/** SHA-256 of text that comes in pieces, in UTF-8. */
export function sha256Stream(): { add(text: string): void; hex(): string } {
  const hash = nobleSha256.create();
  return {
    add: (text) => void hash.update(utf8(text)),
    hex: () => toHex(hash.digest()),
  };
}
