import type { Instant } from '../calendar/local-time';
import type { ClockRow } from './clock-row';

export interface TakenOverClock {
  row: ClockRow;
  /** It was past already: counted apart. */
  overdue: boolean;
}

/**
 * A clock of a project taken over in mid-life. What should have happened before lapses, so that nobody is reminded of it;
 * of a clock that was past nothing more follows, until its date moves.
 */
export function takeOverClock(row: ClockRow, at: Instant): TakenOverClock {
  const overdue = row.ends !== null && row.ends <= at;
  const steps = row.steps.map((step) =>
    step.state === 'pending' && (overdue || step.instant <= at) ? { ...step, state: 'lapsed' as const } : step,
  );
  return { row: { ...row, steps }, overdue };
}
