import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { settle } from './settle';
import { isBeforeDue } from './step-moment';

/**
 * A stopped clock goes on against the day it had, its extensions and pauses included: what stopped it did not hold. What
 * would have happened while it stood still happens now, but for reminders that are too late.
 */
export function reopenClock(row: ClockRow, on: LocalDate, rule: ClockRule, calendar: Calendar): ClockRow {
  const { stoppedOn } = row;
  if (stoppedOn === null) return row;
  const steps = row.steps.map((step) => {
    const dropped = step.state === 'lapsed' && step.date >= stoppedOn;
    return dropped && !(isBeforeDue(step.at) && step.date <= on) ? { ...step, state: 'pending' as const } : step;
  });
  return settle({ ...row, stoppedOn: null, steps }, rule, calendar, null);
}
