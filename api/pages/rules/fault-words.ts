import type { RefusalDetails } from '../../../domain/errors';
import type { Words } from '../words';
import { memberName } from './rule-words';

/** What a rule has to be, in the reader's language, and which rule it is, as the editor names it. */
export function ruleFaultInWords(details: RefusalDetails, words: Words): { field: string; allowed: string } {
  const path = String(details.field ?? '');
  return { field: ruleNameOf(path, words), allowed: allowedInWords(path, details.allowed, words) };
}

/** `scoring.sectionFloors[0].percent` by the names of its members, an entry of a list by its number. */
function ruleNameOf(path: string, words: Words): string {
  const parts = path.split('.').map((part) => {
    const [, name = part, index] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
    const known = words.find(`rules.sections.${name}`) ?? words.find(`values.clock.${name}`) ?? memberName(name, words);
    return index === undefined ? known : words.t('rules.entry', { list: known, n: Number(index) + 1 });
  });
  return parts.join(words.t('rules.within'));
}

const FIGURE = /\b[A-Z]?\d[\w:.]*/g;

/** The domain's words for what it takes are English and closed; the figures in them are facts of the catalogue's. */
function allowedInWords(path: string, allowed: unknown, words: Words): string {
  const member = /(\w+)(?:\[\d+\])?$/.exec(path)?.[1] ?? '';
  if (Array.isArray(allowed))
    return allowed.map((each) => valueInWords(member, each, words)).join(words.t('list.comma'));
  const phrase = String(allowed);
  const [a, b] = phrase.match(FIGURE) ?? [];
  return words.find(`rules.allowed.${phraseKey(phrase)}`, { a, b }) ?? phrase;
}

function valueInWords(member: string, value: unknown, words: Words): string {
  if (typeof value === 'boolean') return words.t(`form.${value}`);
  const name = String(value);
  return words.find(`rules.values.${member}.${name}`) ?? words.find(`rules.fields.${name}`) ?? name;
}

/** `at most 9, the smallest panel` is `at-most-x-the-smallest-panel`. */
export const phraseKey = (phrase: string): string =>
  phrase
    .replace(FIGURE, 'x')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
