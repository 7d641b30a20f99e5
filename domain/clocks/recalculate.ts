import type { Calendar } from '../calendar/calendar';
import type { DateRange } from '../calendar/holiday-notice';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { settle } from './settle';

/**
 * A clock by another calendar. Pending steps move and are marked `moved` when brought forward, so that one moved into the
 * past falls due at once and says why; fired steps stay fired and nothing is armed anew. Twice is once; a stopped clock
 * stays as it was.
 */
export function recalculate(row: ClockRow, rule: ClockRule, calendar: Calendar): ClockRow {
  return row.state === 'stopped' ? row : settle(row, rule, calendar, null);
}

/** Whether a change of calendar (`calendarChanges`) may move the clock. */
export function isTouched(row: Pick<ClockRow, 'countsFrom' | 'countsTo'>, changes: readonly DateRange[]): boolean {
  return changes.some((range) => range.from <= row.countsTo && range.to >= row.countsFrom);
}
