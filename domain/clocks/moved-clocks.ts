import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import type { ClockKind } from './clock-kind';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { recalculate } from './recalculate';

/** A deadline that another calendar ends on another day. */
export interface MovedClock {
  kind: ClockKind;
  before: LocalDate | null;
  after: LocalDate | null;
}

/** Of clocks, those whose deadline `calendarLoad` would move, in the order given. */
export function movedClocks(clocks: readonly { row: ClockRow; rule: ClockRule }[], calendar: Calendar): MovedClock[] {
  return clocks.flatMap(({ row, rule }) => {
    const after = recalculate(row, rule, calendar).due;
    return after === row.due ? [] : [{ kind: row.kind, before: row.due, after }];
  });
}
