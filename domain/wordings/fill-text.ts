import { Refusal } from '../errors';

/**
 * What a wording may name. A text, a number or a list of rows that have fields of their own; a flag only says whether other
 * words are said.
 */
export interface Facts {
  readonly [name: string]: string | number | boolean | readonly Facts[];
}

const NAME = /[^{}?？|｜]*/y;

/**
 * The words of a text with its fields filled in: `{name}` is what the field holds, `{name?some words|other words}` some words
 * where the field holds something and other words, or none, where it does not. Words may name fields in their turn.
 *
 * @param empty what stands where a field has nothing in it
 * @throws Refusal WORDING_FIELD_UNKNOWN for what there is not, also in words that are not said now; WORDING_INVALID for a
 * brace that nothing closes
 */
export function fillText(text: string, facts: Facts, empty: string): string {
  let at = 0;
  const upTo = (ends: string): string => {
    let words = '';
    while (at < text.length && !ends.includes(text[at]!)) {
      const letter = text[at]!;
      at += 1;
      if (letter === '}') throw malformed(text);
      words += letter === '{' ? field() : letter;
    }
    return words;
  };
  const field = (): string => {
    NAME.lastIndex = at;
    const name = NAME.exec(text)![0];
    at += name.length;
    const chooses = '?？'.includes(text[at] || ' ');
    if (!chooses) {
      close();
      return shown(facts, name, empty);
    }
    const some = next('|｜}');
    const other = '|｜'.includes(text[at] || ' ') ? next('}') : '';
    close();
    return holds(facts, name) ? some : other;
  };
  const next = (ends: string): string => {
    at += 1;
    return upTo(ends);
  };
  const close = () => {
    if (text[at] !== '}') throw malformed(text);
    at += 1;
  };
  return upTo('');
}

/** Whether `name` has something in it, or for `!name` whether it has not. @throws Refusal WORDING_FIELD_UNKNOWN */
export function holds(facts: Facts, condition: string): boolean {
  const [name, wanted] = condition.startsWith('!') ? [condition.slice(1), false] : [condition, true];
  const value = factOf(facts, name, Object.keys(facts));
  const something = typeof value === 'object' || typeof value === 'string' ? value.length > 0 : Boolean(value);
  return something === wanted;
}

/** The rows of a list. @throws Refusal WORDING_FIELD_UNKNOWN */
export function rowsOf(facts: Facts, name: string): readonly Facts[] {
  const lists = Object.keys(facts).filter((each) => typeof facts[each] === 'object');
  return factOf(facts, name, lists) as readonly Facts[];
}

/** What a field is filled with. */
function shown(facts: Facts, name: string, empty: string): string {
  const fields = Object.keys(facts).filter((each) => ['string', 'number'].includes(typeof facts[each]));
  const value = String(factOf(facts, name, fields));
  return value === '' ? empty : value;
}

function factOf(facts: Facts, name: string, allowed: readonly string[]): Facts[string] {
  if (allowed.includes(name)) return facts[name]!;
  throw new Refusal('WORDING_FIELD_UNKNOWN', { field: 'text', value: name, allowed: [...allowed].sort() });
}

const malformed = (text: string) => new Refusal('WORDING_INVALID', { field: 'text', value: text, allowed: '{field}' });

/** Runs what fills one part of a wording; a refusal names that part. */
export function inPart<T>(part: string, fill: () => T): T {
  try {
    return fill();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, { ...error.details, field: `${part}.${String(error.details.field)}` });
  }
}

/** The same names with nothing in them: what is said only where something is missing is said then. */
export const emptied = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, emptyOf(value)]));

function emptyOf(value: Facts[string]): Facts[string] {
  if (typeof value === 'object') return [];
  return typeof value === 'string' ? '' : typeof value === 'number' ? 0 : false;
}
