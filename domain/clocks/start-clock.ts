import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import { CLOCK_KINDS, type ClockFact, type ClockKind } from './clock-kind';
import type { ClockBase, ClockRow, StatedDate } from './clock-row';
import type { ClockOutcome, ClockRule } from './clock-rule';
import { settle } from './settle';

/** The dates that a clock counts from, as far as they are known. */
export type ClockBases = Partial<Record<ClockFact, StatedDate>>;

export interface ClockStart extends Pick<ClockRow, 'id' | 'projectId' | 'kind' | 'subject' | 'ruleSetId'> {
  /** The day of the fact that starts it: `occurredOn`. */
  start: LocalDate;
  bases: ClockBases;
  /** For rules that tell outcomes apart. */
  outcome?: ClockOutcome;
  /** A length within the bounds of the rule, e.g. what a panel sets for an item. */
  chosen?: number;
}

/**
 * A new clock. Reminders whose day isn't after `start` lapse; when it is already past, what follows fires at once.
 * Refuses `BAD_INPUT`: a base that its kind doesn't count from, a missing outcome, a choice out of bounds.
 */
export function startClock(rule: ClockRule, given: ClockStart, calendar: Calendar): ClockRow {
  const { outcome = null, chosen = null, start, bases, ...names } = given;
  const spans = rule.due.filter((span) => span.when === null || span.when === outcome);
  if (spans.length === 0)
    throw new Refusal('BAD_INPUT', { field: 'outcome', value: outcome, allowed: ['passed', 'failed'] });
  const choice = spans.find((span) => span.choice)?.choice ?? null;
  if (chosen !== null && !(choice && Number.isInteger(chosen) && chosen >= choice.min && chosen <= choice.max)) {
    const allowed = choice ? `integer from ${choice.min} to ${choice.max}` : 'no choice';
    throw new Refusal('BAD_INPUT', { field: 'chosen', value: chosen, allowed });
  }
  const row: ClockRow = {
    ...names,
    start,
    bases: basesOf(names.kind, bases, start),
    outcome,
    chosen,
    extensions: [],
    pauses: [],
    state: 'waiting',
    due: null,
    ends: null,
    approx: false,
    provisional: false,
    calendar: calendar.version,
    version: 1,
    steps: [],
    countsFrom: start,
    countsTo: start,
    stoppedOn: null,
  };
  return { ...settle(row, rule, calendar, start), version: 1 };
}

/** Bases with the day on which they were given. Refuses `BAD_INPUT` a fact that the kind doesn't count from. */
export function basesOf(kind: ClockKind, bases: ClockBases, givenOn: LocalDate): ClockRow['bases'] {
  const allowed: readonly string[] = CLOCK_KINDS[kind].bases;
  const dated: Record<string, ClockBase> = {};
  for (const [fact, date] of Object.entries(bases)) {
    if (!allowed.includes(fact)) throw new Refusal('BAD_INPUT', { field: `bases.${fact}`, value: date, allowed });
    if (date) dated[fact] = { ...date, givenOn };
  }
  return dated;
}
