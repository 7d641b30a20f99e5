import canonicalize from 'canonicalize';
import { Refusal } from '../errors';
import { utf8 } from './bytes';

/** What JSON can hold; object members that are `undefined` are left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The canonical form of `value` by RFC 8785 (JCS): members sorted by UTF-16 code units, ECMAScript numbers, no spaces.
 * Text is taken as it is; see `canonicalBytes` for the form that is hashed.
 *
 * @throws Refusal NOT_CANONICAL for a lone surrogate, NaN or an infinity, which I-JSON (RFC 7493) can't hold
 */
export function canonicalJson(value: Json): string {
  requireIJson(value);
  return canonicalize(value)!;
}

/** `value` with every string and member name in Unicode NFC, so that equal-looking text has equal bytes. */
export function toNfc(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(toNfc);
  if (value === null || typeof value !== 'object') return value;
  // fromEntries defines members, so that one named __proto__ stays a member.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name.normalize('NFC'), toNfc(member as Json)]),
  );
}

/** UTF-8 of the canonical JSON of `value` in NFC: the one form in which Dangyan hashes data. */
export const canonicalBytes = (value: Json): Uint8Array => utf8(canonicalJson(toNfc(value)));

function requireIJson(value: Json | undefined): void {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw new Refusal('NOT_CANONICAL', { allowed: 'well-formed Unicode' });
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Refusal('NOT_CANONICAL', { value: String(value), allowed: 'finite numbers' });
  }
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    requireIJson(name);
    requireIJson(member);
  }
}
