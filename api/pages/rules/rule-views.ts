import type { RuleRow } from '../../../domain/rules/rule-rows';
import type { Words } from '../words';
import { ruleLines, ruleName } from './rule-words';

interface Stated {
  value: unknown;
  basis: string | null;
  note: string | null;
}

interface Change {
  section: string;
  of: string | null;
  field: string;
  before: Stated | null;
  after: Stated | null;
}

/** A changed rule as the table of differences shows it. */
export function changeView({ section, of, field, before, after }: Change, words: Words) {
  const lines = (stated: Stated | null) => (stated ? ruleLines(stated.value, field, words) : []);
  const [was, now] = [lines(before), lines(after)];
  const kept = new Set(was.filter((line) => now.includes(line)));
  return {
    name: ruleName({ of, field }, words),
    section: words.t(`rules.sections.${section}`),
    // Of a long list only what differs.
    was: was.filter((line) => !kept.has(line)),
    now: now.filter((line) => !kept.has(line)),
    alike: kept.size,
    basis: (after ?? before)!.basis,
    note: (after ?? before)!.note,
  };
}

/** The rules of one section, each value in words with its source. */
export function sectionView(section: string, rows: readonly RuleRow[], words: Words) {
  return {
    id: section,
    title: words.t(`rules.sections.${section}`),
    rules: rows
      .filter((row) => row.section === section)
      .map(({ of, field, value, source }) => ({
        name: ruleName({ of, field }, words),
        lines: ruleLines(value, field, words),
        basis: source?.basis ?? null,
        note: source?.note ?? null,
      })),
  };
}
