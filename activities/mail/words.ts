import words from '../../templates/mail/words.json';

type Words = typeof words;

/** The Chinese name of an id, where a message takes it as text: `word('clock', 'apply_by')`. */
export function word<G extends keyof Words>(group: G, id: keyof Words[G] & string): string {
  return words[group][id] as string;
}

/** A reporting period as people write it: `2027Q1` is 2027年第一季度, `2027H2` 2027年下半年. */
export function periodWord(period: string): string {
  return `${period.slice(0, 4)}年${word('period', period.slice(4) as keyof Words['period'])}`;
}
