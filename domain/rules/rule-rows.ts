import { CLOCK_KIND_IDS } from '../clocks/clock-kind';
import { canonicalJson } from '../crypto/canonical-json';
import type { RuleSet, RuleSetSections } from './rule-set';
import type { RuleSource, RuleSources } from './rule-source';

/** One rule as a bureau reads it: a field of a section, of the clocks a field of one kind, with where it comes from. */
export interface RuleRow {
  section: keyof RuleSetSections;
  /** The kind of clock; null in the other sections. */
  of: string | null;
  field: string;
  value: unknown;
  source: RuleSource | null;
}

/** Sections in the order in which an acceptance meets them. */
export const RULE_SECTIONS = [
  'clocks',
  'entry',
  'panel',
  'meeting',
  'sampling',
  'scoring',
  'rubric',
  'findings',
  'handover',
  'papers',
  'office',
] as const satisfies readonly (keyof RuleSetSections)[];

/** Every rule of a rule set, those that are left out (null) aside. */
export function ruleRows(ruleSet: RuleSetSections): RuleRow[] {
  return RULE_SECTIONS.flatMap((section) =>
    section === 'clocks'
      ? CLOCK_KIND_IDS.flatMap((kind) => rowsOf(section, kind, ruleSet.clocks[kind]))
      : rowsOf(section, null, ruleSet[section]),
  );
}

function rowsOf(section: RuleRow['section'], of: string | null, fields: object): RuleRow[] {
  const { sources } = fields as { sources?: RuleSources };
  return Object.entries(fields)
    .filter(([field, value]) => field !== 'sources' && value !== null)
    .map(([field, value]) => ({ section, of, field, value, source: sources?.[field] ?? null }));
}

/** A rule that two versions have differently; null where one of them lacks it. */
export interface RuleDifference {
  section: RuleRow['section'];
  of: string | null;
  field: string;
  before: RuleRow | null;
  after: RuleRow | null;
}

/** What differs between two versions, rule by rule, in the order of the sections; the source is part of a rule. */
export function ruleDifferences(before: RuleSet, after: RuleSet): RuleDifference[] {
  const old = new Map(ruleRows(before).map((row) => [nameOf(row), row]));
  const now = new Map(ruleRows(after).map((row) => [nameOf(row), row]));
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) => {
    const [was = null, is = null] = [old.get(name), now.get(name)];
    if (was && is && canonicalJson(was) === canonicalJson(is)) return [];
    const { section, of, field } = (is ?? was)!;
    return [{ section, of, field, before: was, after: is }];
  });
}

const nameOf = ({ section, of, field }: RuleRow): string => [section, of, field].join(' ');
