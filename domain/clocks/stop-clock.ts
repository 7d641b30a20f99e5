import type { LocalDate } from '../calendar/local-date';
import type { ClockRow } from './clock-row';

/** Ends a clock: its due date stands, and what hasn't fired lapses. A stopped clock is returned as it is. */
export function stopClock(row: ClockRow, on: LocalDate): ClockRow {
  if (row.state === 'stopped') return row;
  const steps = row.steps.map((step) => (step.state === 'pending' ? { ...step, state: 'lapsed' as const } : step));
  return { ...row, state: 'stopped', stoppedOn: on, steps };
}
