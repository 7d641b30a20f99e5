import type { LocalDate } from '../../calendar/local-date';
import { utf8 } from '../../crypto/bytes';
import { canonicalBytes } from '../../crypto/canonical-json';
import { hkdfExtract } from '../../crypto/hkdf';
import { sha256 } from '../../crypto/sha256';

/** A plan as it was fixed: the projects among which the lot decides. */
export interface LottedPlan {
  /** Code of its jurisdiction. */
  jurisdiction: string;
  year: number;
  /** Of all its projects, in any order. */
  codes: readonly string[];
}

/** The result of a public lottery that was drawn after the plan had been fixed. */
export interface ScheduleLot {
  name: string;
  drawnOn: LocalDate;
  /** In the one spelling: decimal numbers without leading zeros, each followed by a dot. */
  value: string;
}

/**
 * The key of the order by lot: HKDF-Extract (RFC 5869) of salt = SHA-256 of the canonical JSON of the plan, its codes sorted,
 * and IKM = the lottery's numbers. It depends on what was fixed before the lottery and on the lottery alone, so nobody can
 * change who comes first by changing a date, an absence or a pool. Without a lottery it makes a preview that decides nothing.
 */
export function scheduleKey({ jurisdiction, year, codes }: LottedPlan, lot: ScheduleLot | null): Uint8Array {
  const plan = { jurisdiction, year, codes: [...codes].sort() };
  return hkdfExtract(sha256(canonicalBytes(plan)), utf8(lot?.value ?? ''));
}
