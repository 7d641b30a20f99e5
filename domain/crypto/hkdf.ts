import { expand, extract } from '@noble/hashes/hkdf';
import { sha256 } from '@noble/hashes/sha2';

/** HKDF-Extract with SHA-256 (RFC 5869 §2.2): a pseudorandom key of 32 bytes. Arguments in the order of the RFC. */
export const hkdfExtract = (salt: Uint8Array, ikm: Uint8Array): Uint8Array => extract(sha256, ikm, salt);

/** HKDF-Expand with SHA-256 (RFC 5869 §2.3): `length` bytes, at most 8,160. */
export const hkdfExpand = (prk: Uint8Array, info: Uint8Array, length: number): Uint8Array =>
  expand(sha256, prk, info, length);
