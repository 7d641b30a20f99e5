import { isLocalDate, type LocalDate } from '../calendar/local-date';
import type { Instant } from '../calendar/local-time';
import { Refusal } from '../errors';

/** What a scalar field of a message holds, as plain JSON. */
interface Scalars {
  /** One line of text; line breaks and control characters become spaces. */
  text: string;
  /** Text of several lines. */
  prose: string;
  date: LocalDate;
  instant: Instant;
  /** An integer from 0. */
  count: number;
  flag: boolean;
  /** Address of a page inside this installation, e.g. `/projects/ab12`. */
  path: string;
  /** SHA-256 in lower-case hexadecimal. */
  digest: string;
}

type Scalar = keyof Scalars;

/**
 * `due: 'date'` must hold a value, `due: 'date?'` a value or null, `route: { oneOf: ROUTES }` one of the names,
 * `items: [{ … }]` a list of records.
 */
export type FieldType = Scalar | `${Scalar}?` | readonly [Fields] | { readonly oneOf: readonly string[] };

export interface Fields {
  readonly [name: string]: FieldType;
}

type ValueOf<T> = T extends keyof Scalars
  ? Scalars[T]
  : T extends `${infer S extends Scalar}?`
    ? Scalars[S] | null
    : T extends readonly [infer R]
      ? DataOf<R>[]
      : T extends { oneOf: readonly (infer O)[] }
        ? O
        : never;

/** The data a list of fields describes. Nothing is optional: an unknown value is an explicit null. */
export type DataOf<F> = { -readonly [N in keyof F]: ValueOf<F[N]> };

// Control characters would break a line or a header; bidirectional overrides would let a name disguise an address.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, but for the line break
const UNSAFE_IN_PROSE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

/** `text` on one line: every run of control characters is one space, outer spaces are gone. */
export const oneLine = (text: string): string => text.replace(UNSAFE, ' ').trim();

const cleanProse = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSAFE_IN_PROSE, ' ')
    .trim();

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const matches =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value);

const isInstant = (value: unknown): boolean =>
  matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)(value) && !Number.isNaN(Date.parse(value));

const VALID: Record<Scalar, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string' && oneLine(value) !== '',
  prose: (value) => typeof value === 'string' && cleanProse(value) !== '',
  date: isLocalDate,
  instant: isInstant,
  count: isCount,
  flag: (value) => typeof value === 'boolean',
  path: matches(/^\/(?![/\\])[^\s\\<>"]*$/),
  digest: matches(/^[0-9a-f]{64}$/),
};

function cleanValue(type: Scalar, value: unknown): unknown {
  if (type === 'text') return oneLine(value as string);
  if (type === 'prose') return cleanProse(value as string);
  return value;
}

/**
 * The data without anything the fields do not name and with its text made safe for a header or a line.
 *
 * @throws Refusal `MAIL_FIELD_MISSING` with the path of the field, e.g. `items[2].title`; `MAIL_FIELD_INVALID` with the
 * path and the type it should have. The value is never echoed, it may be personal.
 */
export function checkFields<F extends Fields>(kind: string, fields: F, data: unknown, at = ''): DataOf<F> {
  const record = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const checked: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(fields)) {
    const field = `${at}${name}`;
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (value === undefined) throw new Refusal('MAIL_FIELD_MISSING', { kind, field });
    checked[name] = checkValue(kind, type, value, field);
  }
  return checked as DataOf<F>;
}

function checkValue(kind: string, type: FieldType, value: unknown, field: string): unknown {
  if (typeof type === 'object' && 'oneOf' in type) {
    if (type.oneOf.includes(value as string)) return value;
    throw new Refusal('MAIL_FIELD_INVALID', { kind, field, allowed: type.oneOf });
  }
  if (typeof type !== 'string') {
    if (!Array.isArray(value)) throw new Refusal('MAIL_FIELD_INVALID', { kind, field, allowed: 'list' });
    return value.map((item, index) => checkFields(kind, type[0], item, `${field}[${index}].`));
  }
  if (type.endsWith('?') && value === null) return null;
  const scalar = type.replace('?', '') as Scalar;
  if (value === null || value === '') throw new Refusal('MAIL_FIELD_MISSING', { kind, field });
  if (!VALID[scalar](value)) throw new Refusal('MAIL_FIELD_INVALID', { kind, field, allowed: scalar });
  return cleanValue(scalar, value);
}
