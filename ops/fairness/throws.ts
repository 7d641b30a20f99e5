import { createHash, createHmac } from 'node:crypto';
import type { Candidate } from '../../domain/draw/constraints';
import type { DrawKey } from '../../domain/draw/lottery';
import { TABLE_TOTAL } from '../../domain/draw/table-lottery';

/** The secret and the root of a draw that was never held, and dice that look random: the same for the same seed. */
const fixed = (label: string): Buffer => createHash('sha256').update(label).digest();
const SECRET = fixed('secret of the fairness report');
const ROOT = fixed('root of the fairness report');

const SPACE = 1n << 256n;

/** Twenty digits of a throw. */
export function digitsOf(seed: number): string {
  const bytes = createHash('sha512').update(`dice ${seed}`).digest();
  return [...bytes.subarray(0, 20)].map((byte) => byte % 10).join('');
}

/** What `drawKey` and `inTicketOrder` give, by the platform's own HMAC: many times faster, and a test holds them together. */
export function keyOf(people: readonly Candidate[], digits: string, secret = SECRET, root = ROOT): DrawKey {
  const prk = createHmac('sha256', secret).update(root).update(digits).digest();
  const order = people
    .map((person) => ({ person, ticket: block(prk, person.id).toString('hex') }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    .map(({ person }) => person);
  return { prk: new Uint8Array(prk), order };
}

/** What `uniformIndex` gives for a table's row, likewise. */
export function rowIndex(prk: Uint8Array): number {
  const total = BigInt(TABLE_TOTAL);
  for (let attempt = 0; ; attempt++) {
    const value = BigInt(`0x${block(prk, `row/${attempt}`).toString('hex')}`);
    if (value < SPACE - (SPACE % total)) return Number(value % total);
  }
}

/** HKDF-Expand (RFC 5869 §2.3) of one block. */
const block = (prk: Uint8Array, info: string): Buffer => createHmac('sha256', prk).update(`${info}\u0001`).digest();
