import canonicalize from 'canonicalize';
import { Refusal } from '../errors';
import { utf8 } from './bytes';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The canonical form of `value` by RFC 8785 (JCS): members sorted by UTF-16 code units, ECMAScript numbers, no spaces;
 * members that are undefined are left out. Text is taken as it is; see `canonicalBytes` for the form that is hashed.
 *
 * @throws Refusal NOT_CANONICAL for what I-JSON (RFC 7493) can't hold: a lone surrogate, NaN, an infinity, and anything
 *   but text, numbers, booleans, null, lists and plain objects
 */
export function canonicalJson(value: unknown): string {
  requireIJson(value);
  return canonicalize(value)!;
}

/** `value` with every string and member name in Unicode NFC, so that equal-looking text has equal bytes. */
export function toNfc(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(toNfc);
  if (!isPlainObject(value)) return value;
  // fromEntries defines members, so that one named __proto__ stays a member.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.normalize('NFC'), toNfc(member)]));
}

/** UTF-8 of the canonical JSON of `value` in NFC: the one form in which Dangyan hashes data. */
export const canonicalBytes = (value: unknown): Uint8Array => utf8(canonicalJson(toNfc(value)));

function requireIJson(value: unknown): void {
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new Refusal('NOT_CANONICAL', { allowed: 'well-formed Unicode' });
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Refusal('NOT_CANONICAL', { value: `${value}`, allowed: 'finite numbers' });
  } else if (Array.isArray(value)) {
    value.forEach(requireIJson);
  } else if (isPlainObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      requireIJson(name);
      if (member !== undefined) requireIJson(member);
    }
  } else if (value !== null && typeof value !== 'boolean') {
    throw new Refusal('NOT_CANONICAL', { value: typeof value, allowed: 'JSON values' });
  }
}

// By tag, not by prototype: workflows run in another realm.
const isPlainObject = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Object]';
