import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import type { PartialDate } from '../calendar/partial-date';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockFact, type ClockKind } from './clock-kind';
import type { ClockOutcome, ClockRule, ClockRules } from './clock-rule';
import { startClock } from './start-clock';

/** A term that two versions count differently: when it would end, by each, if all it counts from fell on one day. */
export interface ChangedTerm {
  kind: ClockKind;
  /** For rules that tell outcomes apart. */
  outcome: ClockOutcome | null;
  before: LocalDate | null;
  after: LocalDate | null;
}

/**
 * The terms that end on another day by the new rules, for a clock that starts on `start`. A clock that runs keeps the version it
 * started with, so this is what the next one is given.
 */
export function changedTerms(
  before: ClockRules,
  after: ClockRules,
  start: LocalDate,
  calendar: Calendar,
): ChangedTerm[] {
  return CLOCK_KIND_IDS.flatMap((kind) => {
    const told = [...before[kind].due, ...after[kind].due].some(({ when }) => when !== null);
    const outcomes: readonly (ClockOutcome | null)[] = told ? ['passed', 'failed'] : [null];
    return outcomes
      .map((outcome) => ({
        ...{ kind, outcome },
        before: dueOf(kind, before[kind], outcome, start, calendar),
        after: dueOf(kind, after[kind], outcome, start, calendar),
      }))
      .filter((term) => term.before !== term.after);
  });
}

function dueOf(
  kind: ClockKind,
  rule: ClockRule,
  outcome: ClockOutcome | null,
  start: LocalDate,
  calendar: Calendar,
): LocalDate | null {
  // A planned date that limits the term is not known here.
  const counted = { ...rule, notAfter: null };
  const facts: readonly ClockFact[] = CLOCK_KINDS[kind].bases;
  const bases = Object.fromEntries(
    facts.map((fact) => [fact, { value: start, precision: 'day', kind: 'actual' } satisfies PartialDate]),
  );
  const names = { id: kind, projectId: kind, kind, subject: '', ruleSetId: kind };
  return startClock(counted, { ...names, start, bases, outcome: outcome ?? undefined }, calendar).due;
}
