import { randomBytes } from 'node:crypto';

/**
 * A secret as it may stand in a compressed page: XORed with a random pad that goes with it, so that it is other bytes each
 * time and the length of a page that also repeats somebody's input tells nothing of it (BREACH).
 */
export function maskToken(token: string): string {
  const plain = Buffer.from(token, 'utf8');
  const pad = randomBytes(plain.length);
  return Buffer.concat([pad, xor(plain, pad)]).toString('base64url');
}

/** What was masked; anything else becomes what no token is. */
export function unmaskToken(masked: unknown): string {
  if (typeof masked !== 'string') return '';
  const bytes = Buffer.from(masked, 'base64url');
  const half = bytes.length / 2;
  if (!Number.isInteger(half)) return '';
  return xor(bytes.subarray(half), bytes.subarray(0, half)).toString('utf8');
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, at) => byte ^ b[at]!));
