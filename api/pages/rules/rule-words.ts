import { offsetOf } from '../../../domain/clocks/step-moment';
import type { Words } from '../words';

type Member = Record<string, unknown>;

/** The name of a rule: of a clock's, with its kind. */
export function ruleName({ of, field }: { of: string | null; field: string }, words: Words): string {
  const name = memberName(field, words);
  return of === null ? name : words.t('rules.of-clock', { clock: words.value('clock', of), name });
}

/** The name of a member of a rule; one that a bureau made itself stands for itself. */
export const memberName = (name: string, words: Words): string => words.find(`rules.fields.${name}`) ?? name;

/** A rule's value as a bureau reads it, a line for each entry of a list. */
export function ruleLines(value: unknown, name: string, words: Words): string[] {
  if (value === null || value === undefined) return [words.t('rules.nothing')];
  if (Array.isArray(value)) {
    if (value.length === 0) return [words.t('rules.nothing')];
    const plain = value.every((each) => typeof each !== 'object');
    const each = value.map((entry) => inWords(entry, name, words));
    return plain && each.every((text) => text.length < 20) ? [each.join(words.t('list.comma'))] : each;
  }
  if (typeof value === 'object' && !(isSpan(value) || isStep(value))) {
    return parts(value as Member, words);
  }
  return [inWords(value, name, words)];
}

const parts = (value: Member, words: Words): string[] =>
  Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([name, member]) =>
      words.t('rules.member', { name: memberName(name, words), value: inWords(member, name, words) }),
    );

function inWords(value: unknown, name: string, words: Words): string {
  if (typeof value === 'boolean') return words.t(`form.${value}`);
  if (typeof value === 'number') return words.find(`rules.units.${name}`, { n: value }) ?? String(value);
  if (typeof value === 'string') return words.find(`rules.values.${name}.${value}`) ?? value;
  if (value === null) return words.t('rules.nothing');
  if (Array.isArray(value)) return value.map((each) => inWords(each, name, words)).join(words.t('rules.and'));
  if (isSpan(value)) return spanInWords(value, words);
  if (isStep(value)) return stepInWords(value, words);
  return parts(value as Member, words).join(words.t('rules.and'));
}

interface Span extends Member {
  from: string;
  unit: string;
  n: number;
}

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'unit' in value && 'n' in value;

const isStep = (value: unknown): value is { at: string; action: string; once: boolean } =>
  typeof value === 'object' && value !== null && 'at' in value && 'action' in value;

/** `自通知送达起20个工作日`, with the outcome that it is for and the bounds within which it is chosen. */
function spanInWords({ from, unit, n, when, ifKnown, choice }: Span, words: Words): string {
  const fact = words.find(`rules.values.from.${from}`) ?? from;
  const length = words.t(`rules.lengths.${unit}`, { n: Math.abs(n) });
  const span = words.t(n < 0 ? 'rules.span-before' : 'rules.span', { fact, length });
  const bounds = choice as { min: number; max: number } | null;
  return [
    span,
    when ? words.t(`rules.values.when.${when}`) : null,
    ifKnown ? words.t('rules.if-known') : null,
    bounds ? words.t('rules.bounds', { min: bounds.min, max: bounds.max }) : null,
  ]
    .filter(Boolean)
    .join(words.t('list.comma-in'));
}

function stepInWords({ at, action }: { at: string; action: string }, words: Words): string {
  return words.t('rules.member', { name: momentInWords(at, words), value: words.t(`rules.values.action.${action}`) });
}

function momentInWords(at: string, words: Words): string {
  const offset = offsetOf(at);
  if (!offset) return words.find(`rules.values.at.${at}`) ?? at;
  const length = words.t(`rules.lengths.${offset.unit}`, { n: Math.abs(offset.n) });
  return words.t(offset.n < 0 ? 'rules.before-due' : 'rules.after-due', { length });
}
