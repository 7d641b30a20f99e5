import type { FilterName } from '../eligibility/filter-pool';
import { Refusal } from '../errors';
import type { Relaxation } from './relaxation';

/** How a panel departs from its template. A narrower rule is a departure as much as a wider one. */
export type DepartureChange =
  /** The group for an industry that has none, or another than the template's. */
  | { kind: 'specialty-group'; group: string }
  | { kind: 'quota'; tag: string; min: number; max: number }
  | { kind: 'per-employer'; limit: number }
  | { kind: 'size'; size: number }
  /** Only people with one of these tags may be drawn at all. */
  | { kind: 'only'; tags: string[] }
  /** What a pool can't meet otherwise; see `smallestRelaxations`. */
  | { kind: 'relaxation'; moves: Relaxation[] }
  /** The template as it is, from a pool so narrow that somebody is appointed in fact; see `assertNotDesignated`. */
  | { kind: 'narrow-pool' };

/** People left after one filter, without a departure and with it. */
export interface FilterChange {
  filter: FilterName;
  before: number;
  after: number;
}

/** A departure that an officer proposes and the director approves before the commitment; its public part is committed. */
export interface Departure {
  change: DepartureChange;
  reason: string;
  /** People left after all filters without the departure and with it: a narrow filter is designation by another name. */
  poolBefore: number;
  poolAfter: number;
  filters: FilterChange[];
  /** With it, as the pool was then, exact; null when nobody could be drawn. */
  highestChance: string | null;
  proposedBy: string;
  approvedBy: string | null;
}

/** @throws Refusal DEPARTURE_NEEDS_DIRECTOR without an approver, SAME_PERSON when proposer and approver are one */
export function assertApproved({ change, proposedBy, approvedBy }: Departure): void {
  if (approvedBy === null) throw new Refusal('DEPARTURE_NEEDS_DIRECTOR', { field: 'approvedBy', change: change.kind });
  if (approvedBy === proposedBy) throw new Refusal('SAME_PERSON', { field: 'approvedBy', change: change.kind });
}
