import type { z } from 'zod';
import type { FieldTrouble } from '../trouble';
import type { Words } from '../words';
import type { Contents } from './contents';

/** What a schema finds wrong with the contents, in words beside the inputs that they came from. */
export function faultsOf(schema: z.ZodType, { value, inputs }: Contents, words: Words): FieldTrouble[] {
  const parsed = schema.safeParse(value ?? {}, { reportInput: true });
  if (parsed.success) return [];
  const faults = parsed.error.issues
    .flatMap((issue) => flat(issue))
    .map((issue) => ({
      field: inputFor(issue.path, inputs),
      text: wordsOf(issue, words),
    }));
  // One sentence an input: the first thing that is wrong.
  return [...new Map(faults.reverse().map((fault) => [fault.field, fault])).values()].reverse();
}

/** Of a value that fits none of several shapes, what is wrong with the shape that fits best. */
function flat(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, each) => (each.length < best.length ? each : best));
  return nearest.flatMap((inner) => flat({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue));
}

/** The input for a path, or the nearest above it. */
function inputFor(path: readonly PropertyKey[], inputs: Map<string, string>): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const name = inputs.get(written(path.slice(0, length)));
    if (name !== undefined && name !== '') return name;
  }
  return String(path[0] ?? 'main');
}

const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  );

function wordsOf(issue: z.core.$ZodIssue, words: Words): string {
  switch (issue.code) {
    case 'invalid_type':
      return words.t(issue.expected === 'number' && issue.input !== undefined ? 'fault.number' : 'fault.missing');
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return words.t('fault.at-least', { n: Number(issue.minimum) });
      return words.t('fault.missing');
    case 'too_big':
      if (issue.origin === 'string') return words.t('fault.too-long', { n: Number(issue.maximum) });
      return words.t('fault.at-most', { n: Number(issue.maximum) });
    case 'invalid_format':
      return words.find(`fault.${issue.format}`) ?? words.t('form.unfit');
    case 'invalid_value':
      return words.t('fault.choose');
    case 'custom':
      return words.find(`fault.${String(issue.path.at(-1))}`) ?? words.t('fault.missing');
    default:
      return words.t('form.unfit');
  }
}
