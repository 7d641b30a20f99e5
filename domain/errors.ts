/**
 * The one list of error codes. Every refusal anywhere in Dangyan carries one of these; `api/problem.ts` maps each to an
 * HTTP status and the catalogues in `templates/locales` give the words. Keep a group sorted.
 */
export const ERROR_CODES = [
  // Requests
  'ALREADY_EXISTS',
  'BAD_INPUT',
  'BAD_JSON',
  'BODY_TOO_LARGE',
  'CSRF_TOKEN_INVALID',
  'FORBIDDEN',
  'KEY_REQUIRED',
  'KEY_REUSED',
  'METHOD_NOT_ALLOWED',
  'NOT_FOUND',
  'NOT_SIGNED_IN',
  'RATE_LIMITED',
  'STALE_VERSION',
  'UNAVAILABLE',
  'UNSUPPORTED_MEDIA_TYPE',
  // Accounts
  'ACCOUNT_DISABLED',
  'BAD_CREDENTIALS',
  'DEPUTY_NOT_ELIGIBLE',
  'LAST_ADDRESS',
  'LINK_INVALID',
  'NOT_DEPUTY',
  'PASSWORD_CHANGE_REQUIRED',
  'PASSWORD_TOO_WEAK',
  'REAUTHENTICATION_REQUIRED',
  'SESSION_REQUIRED',
  'TOTP_CODE_INVALID',
  'TOTP_CODE_REQUIRED',
  'TOTP_SET_UP',
  'TOTP_SET_UP_REQUIRED',
  // Files
  'FILE_NAME_INVALID',
  'FILE_TOO_LARGE',
  'FILE_TYPE_NOT_ALLOWED',
  // Tasks
  'TASK_DONE',
  'TASK_TAKEN',
  // Lifecycle
  'ACT_NOT_ALLOWED_IN_STAGE',
  'ACT_NOT_YOURS',
  'ALREADY_ANSWERED',
  'ALREADY_SERVED',
  'ALREADY_SIGNED',
  'APPLICATION_STATE',
  'BACKDATING_NEEDS_DIRECTOR',
  'CATALOGUE_CHANGED',
  'CATALOGUE_EMPTY',
  'CLOSED',
  'CONDITIONS_NOT_MET',
  'CORRECTIONS_NOT_OVERDUE',
  'CORRECTIONS_ROUND_USED',
  'DRAW_COMMITTED',
  'ENTRY_NOT_ALLOWED',
  'FILE_UNKNOWN',
  'FINDING_SHEETS_MISSING',
  'HAND_OVER_STATE',
  'LISTING_TAKEN',
  'NOTHING_CHANGED',
  'NOT_CORRECTABLE',
  'NOT_PRACTICE',
  'NOT_SUSPENDED',
  'NOT_TAKEN_OVER',
  'NO_CONTACT',
  'NO_ROUND',
  'OBJECTION_MADE',
  'OBJECTION_TOO_LATE',
  'OCCURRED_IN_FUTURE',
  'OPINION_STATE',
  'OWNER_CONFIRMED',
  'OWNER_IS_ORGANISER',
  'PAPER_KIND_UNKNOWN',
  'PAPER_NUMBER_TAKEN',
  'PARTY_DIFFERS',
  'PERIOD_NOT_ENDED',
  'PERIOD_NOT_OPEN',
  'PROPOSAL_DECIDED',
  'PROPOSAL_OPEN',
  'RECEIVER_UNKNOWN',
  'REGISTRATION_STATE',
  'RESULT_NOT_ANNOUNCED',
  'ROUTE_NOT_EXTERNAL',
  'ROUTE_NOT_OWN',
  'SAME_PERSON',
  'SCAN_REQUIRED',
  'SERVED_BEFORE_SENT',
  'SUSPENDED',
  'TAKE_OVER_FACTS_MISSING',
  'TAKE_OVER_TOO_LONG_AGO',
  'TAKE_OVER_TOUCHED',
  'TIME_NOT_LATER',
  // Rules
  'CALENDAR_INVALID',
  'NO_RULE_SET_IN_FORCE',
  'RULE_SET_INVALID',
  // Clocks
  'CLOCK_NOT_EXTENDABLE',
  'CLOCK_NOT_PAUSABLE',
  'CLOCK_NOT_PAUSED',
  'CLOCK_STOPPED',
  // Meeting
  'ALREADY_ON_PANEL',
  'BALLOTS_OUTSTANDING',
  'DIRECTOR_NEEDED',
  'FINDINGS_UNDECIDED',
  'FINDING_CODE_UNKNOWN',
  'FINDING_SETTLED',
  'INVITATION_NOT_SENT',
  'LEADER_REASON_REQUIRED',
  'MEETING_NOT_FUTURE',
  'NOBODY_PRESIDES',
  'NOTICE_ALREADY_SENT',
  'NOTICE_NOT_SENT',
  'NOTICE_TOO_SHORT',
  'NOT_OF_BODY',
  'OTHER_HALF_DAY',
  'PANEL_NOT_LAWFUL',
  'QUORUM_NOT_MET',
  'REASON_REQUIRED',
  'RECUSED',
  'RESUMES_TOO_LATE',
  'SEALED_VALUE_MISSING',
  'SEAT_COUNTED_TWICE',
  'SEAT_NOT_ON_PANEL',
  'SEAT_NOT_PRESENT',
  'SEAT_OCCUPIED',
  'SEAT_VACANT',
  'SECTION_NOT_SHARED',
  'SHEETS_OUTSTANDING',
  'SHEET_ALREADY_REVISED',
  'SHEET_INVALID',
  'SHEET_SUBMITTED',
  'TERM_NOT_PASSED',
  'VOLUMES_OUTSTANDING',
  'VOLUME_STATE',
  // Rectification
  'DECISION_NOT_ALLOWED',
  'EVIDENCE_REQUIRED',
  'EXTENSION_NOT_LATER',
  'EXTENSION_USED',
  'ITEM_STATE',
  // Hand-over
  'COUNTS_DIFFER',
  'HANDOVER_NOT_SIGNED',
  'HANDOVER_SIGNED',
  'ITEMS_OPEN',
  // Workflows
  'CONTINUING',
  'INTERNAL',
  'STALE_GENERATION',
  // Mail
  'MAIL_ADDRESS_NOT_VERIFIED',
  'MAIL_FIELD_INVALID',
  'MAIL_FIELD_MISSING',
  'MAIL_KIND_UNKNOWN',
  'MAIL_NOT_HELD',
  'MAIL_NOT_SENT_YET',
  'MAIL_TEMPLATE_INVALID',
  // Draws
  'BAD_HEX',
  'CEREMONY_HELD',
  'CEREMONY_REVEALED',
  'CORRECTION_UNCONFIRMED',
  'DEPARTURE_NEEDS_DIRECTOR',
  'DICE_MISMATCH',
  'DICE_RANGE',
  'DICE_TOO_FEW',
  'DIGITS_BEFORE_COMMITMENT',
  'DIGITS_MISSING',
  'LOTTERY_NOT_FUTURE',
  'LOTTERY_RESULT_MISMATCH',
  'LOTTERY_RESULT_RANGE',
  'NOT_CANONICAL',
  'NO_DRAW_FROZEN',
  'NO_PARENT_POOL',
  'NO_SPECIALTY_MAP',
  'PANEL_TEMPLATE_INVALID',
  'POOL_INFEASIBLE',
  'RANDOMNESS_SOURCE',
  'SALT_INVALID',
  'SEATS_FILLED',
  'SECRET_MISMATCH',
  'VACANCY_NOT_SEATED',
  'WITNESS_NOT_INDEPENDENT',
  // Sampling
  'SAMPLE_OTHER_SITTING',
  'SAMPLE_STATE',
  'STRATUM_DUPLICATE',
  'STRATUM_UNKNOWN',
  'VOLUME_DUPLICATE',
  'VOLUME_UNKNOWN',
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
