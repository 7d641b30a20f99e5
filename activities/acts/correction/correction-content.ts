import type { Scalar } from '../../../domain/lifecycle/correctable';

/** A correction as proposed: what was stated, what is right, why, and what it touches. */
export interface CorrectionContent {
  factId: string;
  field: string;
  oldValue: Scalar;
  newValue: Scalar;
  reason: string;
  evidenceSha256: string | null;
  papers: string[];
  clocks: string[];
}
