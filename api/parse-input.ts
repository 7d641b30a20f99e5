import type { z } from 'zod';
import { Refusal } from '../domain/errors';
import type { FieldError } from './problem';

type Part = 'params' | 'query' | 'body';

/** Values longer than this are not repeated to the caller. */
const ECHO_LENGTH = 100;

/**
 * Reads one part of a request by its schema.
 *
 * @param echo whether a refused value may be shown again; never for passwords and sealed values
 * @throws Refusal BAD_INPUT with the first field at fault in `field`, `value` and `allowed`, and all of them in `errors`
 */
export function parseInput<Schema extends z.ZodType>(
  part: Part,
  schema: Schema,
  input: unknown,
  echo: boolean,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => fieldErrors(part, issue, echo));
  const { reason: _, ...first } = errors[0] ?? { field: part };
  throw new Refusal('BAD_INPUT', { ...first, errors });
}

function fieldErrors(part: Part, issue: z.core.$ZodIssue, echo: boolean): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: path(part, [...issue.path, key]), reason: 'unknown field' }));
  }
  const field = path(part, issue.path);
  const given = isKind(issue) ? (issue.input as Record<string, unknown>)[issue.discriminator] : issue.input;
  const value = echo && isShort(given) ? { value: given } : {};
  return [{ field, ...value, ...allowed(issue), reason: issue.message }];
}

/** `items[2].title`; a query's or a path's own names stand alone. */
function path(part: Part, keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return part;
  return keys
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

/** Whether a member that says which of several forms an object has names none of them. */
function isKind(issue: z.core.$ZodIssue): issue is z.core.$ZodIssueInvalidUnion & { discriminator: string } {
  return issue.code === 'invalid_union' && 'discriminator' in issue && 'options' in issue;
}

function allowed(issue: z.core.$ZodIssue): { allowed?: unknown } {
  if (isKind(issue)) return { allowed: (issue as { options?: unknown }).options };
  switch (issue.code) {
    case 'invalid_type':
      return { allowed: issue.expected };
    case 'invalid_value':
      return { allowed: issue.values };
    case 'invalid_format':
      return { allowed: issue.pattern ?? issue.format };
    case 'too_small':
      return { allowed: `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}` };
    case 'too_big':
      return { allowed: `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}` };
    case 'custom':
      return issue.params?.allowed === undefined ? {} : { allowed: issue.params.allowed };
    default:
      return {};
  }
}

function isShort(value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return value.length <= ECHO_LENGTH;
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}
