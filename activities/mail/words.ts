import { Refusal } from '../../domain/errors';
import values from '../../templates/locales/zh-CN/values.json';
import own from '../../templates/mail/words.json';

const { channel, clock, outcome, paper, period, pool, route } = values;
/** What has one name everywhere is named in the catalogue of values. */
export const WORDS = { ...own, channel, clock, outcome, paper, period, pool, route };

type Words = typeof WORDS;

/** The Chinese name of an id, where a message takes it as text: `word('clock', 'apply_by')`. */
export function word<G extends keyof Words>(group: G, id: keyof Words[G] & string): string {
  return WORDS[group][id] as string;
}

/** The same of what comes from stored data. @throws Refusal MAIL_FIELD_INVALID */
export function wordOf(group: string, id: string): string {
  const known = (WORDS as Record<string, Record<string, string>>)[group] ?? {};
  if (!Object.hasOwn(known, id)) throw new Refusal('MAIL_FIELD_INVALID', { field: group, allowed: Object.keys(known) });
  return known[id]!;
}

/** A reporting period as people write it: `2027Q1` is 2027年第一季度, `2027H2` 2027年下半年. */
export function periodWord(period: string): string {
  return `${period.slice(0, 4)}年${word('period', period.slice(4) as keyof Words['period'])}`;
}
