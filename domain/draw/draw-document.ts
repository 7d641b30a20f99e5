import type { LocalDate } from '../calendar/local-date';
import { toHex } from '../crypto/bytes';
import { canonicalBytes } from '../crypto/canonical-json';
import { merkleRoot } from '../crypto/merkle-root';
import type { Exclusion, FilterStep } from '../eligibility/filter-pool';
import type { Candidate, Constraints, Question } from './constraints';
import type { Departure } from './departure';
import type { LotteryPlan } from './lotteries';
import type { RandomnessSource } from './randomness';

/** Names the rules by which a document is read; a change of any of them is a new name. */
export const DRAW_ALGORITHM = 'dangyan-draw-1';

/** A candidate as committed: ids of person and employer are salted hashes. */
export interface CommittedCandidate extends Candidate {
  /** Seats of the last year at the freeze. */
  load: number;
}

/**
 * Everything that decides a panel draw, frozen before any randomness exists. It holds no name and no id that means
 * anything outside it. Lists of people are sorted by the bytes of their ids, each person's tags likewise.
 */
export interface DrawDocument {
  algorithm: typeof DRAW_ALGORITHM;
  /** Numbers are never used twice; a draw given up keeps its own. */
  number: number;
  /** What is drawn for, as the public page prints it. */
  subject: string;
  committedOn: LocalDate;
  source: RandomnessSource;
  secretHash: string;
  constraints: Constraints;
  departures: Omit<Departure, 'proposedBy' | 'approvedBy'>[];
  plan: LotteryPlan;
  steps: FilterStep[];
  candidates: CommittedCandidate[];
  kept: Candidate[];
  exclusions: Exclusion[];
}

/**
 * Merkle root of a document, 32 bytes in hexadecimal. Leaves are canonical JSON: first the document without its lists of
 * people, then `{"candidate":…}` for each candidate, `{"kept":…}` for each kept member and `{"exclusion":…}` for each
 * exclusion, in the order of the lists.
 */
export function drawRoot({ candidates, kept, exclusions, ...head }: DrawDocument): string {
  const leaves = [
    head,
    ...candidates.map((candidate) => ({ candidate })),
    ...kept.map((member) => ({ kept: member })),
    ...exclusions.map((exclusion) => ({ exclusion })),
  ];
  return toHex(merkleRoot(leaves.map(canonicalBytes)));
}

/** The question that a document asks. */
export const questionOf = ({ candidates, kept, constraints }: DrawDocument): Question => ({
  candidates,
  kept,
  constraints,
});
