import type { Calendar } from '../calendar/calendar';
import { addDays, addMonths, daysBetween, type LocalDate, laterOf } from '../calendar/local-date';
import { lastDayOf } from '../calendar/partial-date';
import { addWorkingDays, type CountedDate, workingDaysBetween } from '../calendar/working-days';
import type { ClockBase, ClockPause, ClockRow } from './clock-row';
import type { ClockRule, ClockUnit, Span } from './clock-rule';
import { rests } from './pauses';

export interface Due extends CountedDate {
  /** Counts from a month, half-year or year: 约. */
  approx: boolean;
  /** The day from which it was counted. */
  base: LocalDate;
}

type Counted = Pick<ClockRow, 'bases' | 'outcome' | 'chosen' | 'extensions' | 'pauses'>;

/**
 * When a clock is due by its bases, rule and calendar; null while a date it needs is unknown. The invariant of every stored
 * clock: `due`, `approx` and `provisional` equal this, with the calendar of its version.
 *
 * - The latest span counts; it alone decides whether the date is provisional or approximate.
 * - A date reached by months or days stays where it falls, also on a day off.
 * - A pause moves each span in its own unit. Working days: those left at the end of the first day of rest are left at the
 *   end of the day of resumption. Months and days: by the days between. A clock already past when the rest begins moves
 *   by those days too, and stays past.
 * - A planned date given after a pause already reckons with it: only rest after `givenOn` moves what counts from it.
 * - A pause that lasts doesn't move the date yet.
 */
export function dueOf(clock: Counted, rule: ClockRule, calendar: Calendar): Due | null {
  const spans = rule.due.filter((span) => span.when === null || span.when === clock.outcome);
  const extended = clock.extensions.reduce((sum, n) => sum + n, 0);
  let latest: Due | null = null;
  for (const span of spans) {
    const base = clock.bases[span.from];
    if (!base && span.ifKnown) continue;
    if (!base) return null;
    const due = spanEnd(base, span.unit, lengthOf(span, clock.chosen) + extended, clock.pauses, calendar);
    if (!latest || due.date > latest.date) latest = due;
  }
  const limit = rule.notAfter && clock.bases[rule.notAfter];
  if (!latest || !limit) return latest;
  const cap = spanEnd(limit, 'days', 0, clock.pauses, calendar);
  return cap.date < latest.date && cap.date > latest.base ? { ...cap, base: latest.base } : latest;
}

/** The chosen length where the rule leaves a choice, else the rule's. */
function lengthOf(span: Span, chosen: number | null): number {
  return span.choice && chosen !== null ? chosen : span.n;
}

/** So long after (before, when negative) a date, and moved by the pauses that are over. */
export function spanEnd(
  base: ClockBase,
  unit: ClockUnit,
  n: number,
  pauses: readonly ClockPause[],
  calendar: Calendar,
): Due {
  const { date: from, approx } = lastDayOf(base);
  const reckonedTo = base.kind === 'planned' ? base.givenOn : from;
  let end = offset(calendar, from, unit, n);
  for (const rest of rests(pauses)) {
    const restFrom = laterOf(rest.from, reckonedTo);
    if (rest.to === null || rest.to <= restFrom) continue;
    end = afterRest(calendar, end, unit, restFrom, rest.to);
  }
  return { ...end, approx, base: from };
}

function offset(calendar: Calendar, from: LocalDate, unit: ClockUnit, n: number): CountedDate {
  if (unit === 'WD') return addWorkingDays(calendar, from, n);
  return { date: unit === 'M' ? addMonths(from, n) : addDays(from, n), provisional: false };
}

function afterRest(calendar: Calendar, end: CountedDate, unit: ClockUnit, from: LocalDate, to: LocalDate): CountedDate {
  if (unit !== 'WD' || end.date < from) return { ...end, date: addDays(end.date, daysBetween(from, to)) };
  const left = workingDaysBetween(calendar, from, end.date);
  const moved = addWorkingDays(calendar, to, left.days);
  return { date: moved.date, provisional: end.provisional || left.provisional || moved.provisional };
}
