import { Refusal } from '../errors';

/** Acts whose facts stand for ever: sheets, ballots, sign-in, sample and draw. */
const NEVER = ['sheet.', 'ballot.', 'ballot_absence.', 'check_in.', 'sample.', 'draw.'];

/** What a correction touches beyond the fact itself. */
export interface CorrectionReach {
  /** It stands on a paper that was issued. */
  papers: readonly string[];
  /** It moves the date a clock runs from. */
  clocks: readonly string[];
  field: string;
}

/** What tells one project from another, wherever it was stated. */
const IDENTITY = ['name', 'nationalCode', 'level', 'owner', 'jurisdiction'];

/** @throws Refusal NOT_CORRECTABLE for the facts of a draw or a meeting's secret parts */
export function assertCorrectable(factKind: string): void {
  if (NEVER.some((prefix) => factKind.startsWith(prefix))) {
    throw new Refusal('NOT_CORRECTABLE', { field: 'factId', value: factKind, allowed: 'facts of other acts' });
  }
}

/** Contacts and slips of the pen on no paper are the officer's to correct; all else needs the director. */
export function correctionNeedsDirector({ papers, clocks, field }: CorrectionReach): boolean {
  return papers.length > 0 || clocks.length > 0 || IDENTITY.includes(field);
}
