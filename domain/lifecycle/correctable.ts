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
  /** A paper has gone out that may show what the project's record says. */
  recordIsOut: boolean;
}

/** What tells one project from another, wherever it was stated. */
const IDENTITY = ['name', 'nationalCode', 'owner'];

/** Dates that clocks run from; corrected in the project's record, whichever fact stated them. */
export const RECORD_DATES = ['constructionStart', 'trialRun', 'completion', 'completionHeld'] as const;
export type RecordDate = (typeof RECORD_DATES)[number];

/** What the project's record repeats of the facts: corrected there too. */
export const RECORD_FIELDS = [...IDENTITY, 'shortName', 'location', 'investmentWan', ...RECORD_DATES];

/** @throws Refusal NOT_CORRECTABLE for the facts of a draw or a meeting's secret parts */
export function assertCorrectable(factKind: string): void {
  if (NEVER.some((prefix) => factKind.startsWith(prefix))) {
    throw new Refusal('NOT_CORRECTABLE', { field: 'factId', value: factKind, allowed: 'facts of other acts' });
  }
}

/** Contacts and slips of the pen on no paper are the officer's to correct; all else needs the director. */
export function correctionNeedsDirector({ papers, clocks, field, recordIsOut }: CorrectionReach): boolean {
  return (
    papers.length > 0 || clocks.length > 0 || IDENTITY.includes(field) || (recordIsOut && RECORD_FIELDS.includes(field))
  );
}

/** A value of a fact: never a list or a group of values. */
export type Scalar = string | number | boolean | null;

/** The fields that a fact states one by one: of its own, and of the form or contents it came with. */
export function statedFields(detail: unknown): Record<string, Scalar> {
  const own = (detail ?? {}) as Record<string, unknown>;
  const groups = [own.content, own.form, own].map((group) => (isGroup(group) ? group : {}));
  const all = Object.entries(Object.assign({}, ...groups) as Record<string, unknown>);
  return Object.fromEntries(all.filter((entry): entry is [string, Scalar] => isScalar(entry[1])));
}

const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);
