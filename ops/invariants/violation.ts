import type { Tx } from '../../activities/database/database';

/** Something in the database that must never be. */
export interface Violation {
  /** Which rule is broken, in a few words. */
  invariant: string;
  /** Code of the project, or another name by which the row is found. */
  subject: string;
  detail: string;
}

/** One rule that must hold on any database at any time, also between two acts. */
export interface Invariant {
  name: string;
  /** Reads in one snapshot; never writes. */
  check(tx: Tx): Promise<Omit<Violation, 'invariant'>[]>;
}
