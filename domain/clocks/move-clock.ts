import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { requireOpen } from './require-open';
import { settle } from './settle';
import { basesOf, type ClockBases } from './start-clock';

export interface BaseChange {
  on: LocalDate;
  /** The dates that changed or became known. */
  bases: ClockBases;
}

/**
 * Counts a clock anew from changed dates: a planned date moved, an unknown one found, a served date corrected. Steps are
 * armed for the new date, but a reminder for a date that lies too near only fires if it was still to come.
 * Refuses `BAD_INPUT` a fact that the kind doesn't count from.
 */
export function moveClock(row: ClockRow, { on, bases }: BaseChange, rule: ClockRule, calendar: Calendar): ClockRow {
  requireOpen(row);
  return settle({ ...row, bases: { ...row.bases, ...basesOf(row.kind, bases, on) } }, rule, calendar, on);
}
