/**
 * The one list of error codes. Every refusal anywhere in Dangyan carries one of these; `api/problem.ts` maps each to an
 * HTTP status and the catalogues in `templates/locales` give the words. Keep a group sorted.
 */
export const ERROR_CODES = [
  // Requests
  'BAD_INPUT',
  'FORBIDDEN',
  'KEY_REUSED',
  'NOT_FOUND',
  'NOT_SIGNED_IN',
  'RATE_LIMITED',
  'STALE_VERSION',
  // Lifecycle
  'ACT_NOT_ALLOWED_IN_STAGE',
  'ACT_NOT_YOURS',
  'CLOSED',
  'SAME_PERSON',
  'SUSPENDED',
  // Workflows
  'CONTINUING',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What was wrong with which value, in machine-readable form. Never put a sealed value or personal data in here. */
export interface RefusalDetails {
  /** Path of the offending field, e.g. `seats[2].personId`. */
  field?: string;
  /** The offending value as received. */
  value?: unknown;
  /** What would have been accepted: a list of values, or a description such as `integer from 0 to 9`. */
  allowed?: unknown;
  /** Further facts the words for this code need, e.g. `{ stage: 'tracking' }`. */
  [fact: string]: unknown;
}

/** A rule said no. Domain functions throw it; the workflow, the API and the command line each translate it once. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ErrorCode,
    readonly details: RefusalDetails = {},
    message: string = code,
  ) {
    super(message);
  }
}
