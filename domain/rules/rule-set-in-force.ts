import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import type { RuleSetPin, RuleSetScope } from './rule-set';

/** What of a project selects its rule set. */
export interface RuleSetSubject {
  industry: string;
  /** Codes of the project's jurisdiction and those above it, its own first. */
  jurisdictions: readonly string[];
}

/** What of a rule set decides where and when it applies. */
export type RuleSetHead = RuleSetPin & { effectiveFrom: LocalDate; scope: RuleSetScope };

/**
 * The rule set that applies to a project on a day. Of those in force, one for the project's industry comes before one
 * for all (a sector rule stands above a local choice); then the one of the nearest jurisdiction; then the latest
 * `effectiveFrom`, then the highest version, then the first code. Refuses `NO_RULE_SET_IN_FORCE`.
 */
export function ruleSetInForce<T extends RuleSetHead>(
  ruleSets: readonly T[],
  subject: RuleSetSubject,
  on: LocalDate,
): T {
  const applying = ruleSets
    .filter(({ scope, effectiveFrom }) => effectiveFrom <= on && applies(scope, subject))
    .sort((a, b) => precedence(a, b, subject));
  const first = applying[0];
  if (!first) throw new Refusal('NO_RULE_SET_IN_FORCE', { field: 'on', value: on, ...subject });
  return first;
}

/**
 * The rule set of a case: the version pinned when its application was received, before that the one in force on the
 * day. A version that came later never touches a pinned case; a clock is looked up by its own pin in the same way.
 */
export function ruleSetOf<T extends RuleSetHead>(
  ruleSets: readonly T[],
  pin: RuleSetPin | null,
  subject: RuleSetSubject,
  on: LocalDate,
): T {
  return pin ? pinnedRuleSet(ruleSets, pin) : ruleSetInForce(ruleSets, subject, on);
}

/** The very version a case or a clock is pinned to. Refuses `NO_RULE_SET_IN_FORCE` when it isn't among them. */
export function pinnedRuleSet<T extends RuleSetPin>(ruleSets: readonly T[], { code, version }: RuleSetPin): T {
  const pinned = ruleSets.find((ruleSet) => ruleSet.code === code && ruleSet.version === version);
  if (!pinned) throw new Refusal('NO_RULE_SET_IN_FORCE', { field: 'pin', value: { code, version } });
  return pinned;
}

function applies({ industries, jurisdiction }: RuleSetScope, subject: RuleSetSubject): boolean {
  return (
    (industries === null || industries.includes(subject.industry)) &&
    (jurisdiction === null || subject.jurisdictions.includes(jurisdiction))
  );
}

function precedence(a: RuleSetHead, b: RuleSetHead, { jurisdictions }: RuleSetSubject): number {
  const distance = ({ scope }: RuleSetHead) =>
    scope.jurisdiction === null ? jurisdictions.length : jurisdictions.indexOf(scope.jurisdiction);
  return (
    Number(a.scope.industries === null) - Number(b.scope.industries === null) ||
    distance(a) - distance(b) ||
    Number(a.effectiveFrom < b.effectiveFrom) - Number(a.effectiveFrom > b.effectiveFrom) ||
    b.version - a.version ||
    Number(a.code > b.code) - Number(a.code < b.code)
  );
}
