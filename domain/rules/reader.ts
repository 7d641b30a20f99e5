import { Refusal } from '../errors';

/**
 * Turns a JSON value into a typed one or refuses with `RULE_SET_INVALID`, naming the field, the value and what would
 * have been accepted. `field` is the path so far, e.g. `scoring.sectionFloors[0].percent`.
 */
export type Reader<T> = (value: unknown, field: string) => T;

export function invalid(field: string, value: unknown, allowed: unknown): never {
  throw new Refusal('RULE_SET_INVALID', { field, value: value ?? null, allowed }, `${field}: allowed is ${allowed}`);
}

/** Text with at least one visible character. */
export const text: Reader<string> = (value, field) =>
  typeof value === 'string' && value.trim() !== '' ? value : invalid(field, value, 'text');

/** Text of one form, e.g. a hash. */
export function matching(form: RegExp, allowed: string): Reader<string> {
  return (value, field) => (typeof value === 'string' && form.test(value) ? value : invalid(field, value, allowed));
}

/** An integer from `minimum` to `maximum`, both included. */
export function integer(minimum: number, maximum = Number.MAX_SAFE_INTEGER): Reader<number> {
  const allowed =
    maximum === Number.MAX_SAFE_INTEGER ? `integer from ${minimum}` : `integer from ${minimum} to ${maximum}`;
  return (value, field) =>
    Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? (value as number)
      : invalid(field, value, allowed);
}

/** One of the listed values. */
export function choice<const T extends string>(allowed: readonly T[]): Reader<T> {
  return (value, field) => (allowed.includes(value as T) ? (value as T) : invalid(field, value, allowed));
}

export const flag: Reader<boolean> = (value, field) =>
  typeof value === 'boolean' ? value : invalid(field, value, [true, false]);

/** What `reader` accepts, or null. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, field) => (value === null ? null : reader(value, field));
}

/** What `reader` accepts, or nothing at all. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return (value, field) => (value === undefined ? undefined : reader(value, field));
}

/** An object whose `kind` says which reader reads it. */
export function variants<T extends { kind: string }>(
  readers: {
    [K in T['kind']]: Reader<Extract<T, { kind: K }>>;
  },
): Reader<T> {
  return (value, field) => {
    const kind = choice(Object.keys(readers) as T['kind'][])(plainObject(value, field).kind, join(field, 'kind'));
    return readers[kind](value, field) as T;
  };
}

/** A list of at least `minimum` entries, no two alike in what `key` returns. */
export function listOf<T>(reader: Reader<T>, minimum = 0, key?: (entry: T) => string): Reader<T[]> {
  return (value, field) => {
    if (!Array.isArray(value) || value.length < minimum) invalid(field, value, `list of at least ${minimum}`);
    const entries = (value as unknown[]).map((entry, index) => reader(entry, `${field}[${index}]`));
    const keys = key ? entries.map(key) : [];
    const twice = keys.findIndex((entry, index) => keys.indexOf(entry) !== index);
    if (twice >= 0) invalid(`${field}[${twice}]`, keys[twice], 'an entry not listed before');
    return entries;
  };
}

/** An object with any keys, each value read by `reader`. */
export function recordOf<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value, field) =>
    Object.fromEntries(
      Object.entries(plainObject(value, field)).map(([key, entry]) => [key, reader(entry, join(field, key))]),
    );
}

/** An object with exactly the given fields: a missing field is read as undefined, an unknown one is refused. */
export function shape<T extends object>(fields: { [K in keyof T]-?: Reader<T[K]> }): Reader<T> {
  return (value, field) => {
    const given = plainObject(value, field);
    const unknown = Object.keys(given).find((key) => !Object.hasOwn(fields, key));
    if (unknown !== undefined) invalid(join(field, unknown), given[unknown], Object.keys(fields));
    return Object.fromEntries(
      Object.entries<Reader<unknown>>(fields).map(([key, reader]) => [key, reader(given[key], join(field, key))]),
    ) as T;
  };
}

function join(field: string, key: string): string {
  return [field, key].filter((part) => part !== '').join('.');
}

function plainObject(value: unknown, field: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : invalid(field, value, 'object');
}
