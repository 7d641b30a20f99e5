import { ERROR_CODES, type ErrorCode, type RefusalDetails } from '../domain/errors';
import { allowedInWords } from './allowed-words';
import { ERROR_WORDS, type Locale } from './locale';

/**
 * The one map from error code to HTTP status. A code not listed is a rule that said no to a well-formed request: 422.
 */
const HTTP_STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  BAD_JSON: 400,
  KEY_REQUIRED: 400,
  NOT_CANONICAL: 400,

  BAD_CREDENTIALS: 401,
  NOT_SIGNED_IN: 401,
  TOTP_CODE_INVALID: 401,
  TOTP_CODE_REQUIRED: 401,

  ACCOUNT_DISABLED: 403,
  ACT_NOT_YOURS: 403,
  CSRF_TOKEN_INVALID: 403,
  FORBIDDEN: 403,
  NOT_DEPUTY: 403,
  PASSWORD_CHANGE_REQUIRED: 403,
  REAUTHENTICATION_REQUIRED: 403,
  SESSION_REQUIRED: 403,
  TOTP_SET_UP_REQUIRED: 403,

  LINK_INVALID: 404,
  NOT_FOUND: 404,

  METHOD_NOT_ALLOWED: 405,

  ACT_NOT_ALLOWED_IN_STAGE: 409,
  ALREADY_EXISTS: 409,
  CLOSED: 409,
  PAPER_NOT_SET: 409,
  STALE_VERSION: 409,
  SUSPENDED: 409,

  BODY_TOO_LARGE: 413,
  FILE_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,

  INTERNAL: 500,
  CONTINUING: 503,
  UNAVAILABLE: 503,
};

const RULE_SAID_NO = 422;

/** A field at fault; a request may have several. */
export interface FieldError {
  field: string;
  /** Absent for what the caller should not see again, such as a password. */
  value?: unknown;
  allowed?: unknown;
  /** What is wrong, in English, for developers. */
  reason?: string;
}

/** Problem details (RFC 9457) with Dangyan's members. Further facts of a refusal follow under their own names. */
export interface Problem {
  /** Where the documentation speaks of this code. */
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail?: string;
  field?: string;
  value?: unknown;
  allowed?: unknown;
  errors?: FieldError[];
  /** Under which the server's log tells what happened. */
  incident?: string;
  [fact: string]: unknown;
}

export function httpStatus(code: ErrorCode): number {
  return HTTP_STATUS[code] ?? RULE_SAID_NO;
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return (ERROR_CODES as readonly unknown[]).includes(value);
}

/** The address of a code in the documentation. */
export function problemType(origin: string, code: ErrorCode): string {
  return `${origin}/docs#${code}`;
}

/** What the caller is told of a refusal, in the caller's language. */
export function problemOf(code: ErrorCode, details: RefusalDetails, locale: Locale, origin: string): Problem {
  const words = ERROR_WORDS[locale][code];
  const facts = 'allowed' in details ? { ...details, allowed: allowedInWords(details.allowed, locale) } : details;
  return {
    ...facts,
    type: problemType(origin, code),
    title: words?.title ?? code,
    status: httpStatus(code),
    code,
    ...(words?.detail ? { detail: fill(words.detail, facts) } : {}),
  };
}

function fill(template: string, facts: RefusalDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => inWords(facts[name]));
}

function inWords(fact: unknown): string {
  if (fact === undefined || fact === null) return '–';
  if (Array.isArray(fact)) return fact.map(inWords).join(', ');
  return typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
}
