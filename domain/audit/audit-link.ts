import { digestOf } from '../crypto/sha256';

/** One event as a link of its chain. */
export interface AuditLink {
  chain: string;
  /** From 1, without gaps. */
  sequence: number;
  type: string;
  /** Plain JSON. */
  payload: unknown;
  actorId: string | null;
  /** ISO 8601 in UTC with milliseconds. */
  at: string;
  /** `hash` of the link before; `GENESIS` for the first. */
  previous: string;
  hash: string;
}

/** What the first link of every chain has in place of a link before. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 of the canonical JSON (RFC 8785) of all but the hash itself: the link before is in it. */
export function auditHash({ chain, sequence, type, payload, actorId, at, previous }: Omit<AuditLink, 'hash'>): string {
  return digestOf({ chain, sequence, type, payload, actorId, at, previous });
}
