import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { workingDaysBetween } from '../calendar/working-days';
import { Refusal } from '../errors';
import type { ClockRow, PauseCause } from './clock-row';
import type { ClockRule } from './clock-rule';
import { dueOf } from './due-of';
import { requireOpen } from './require-open';
import { settle } from './settle';

export interface PauseChange {
  cause: PauseCause;
  on: LocalDate;
}

/**
 * Whether a clock would pause. A suspension pauses every clock but its own; corrections those whose rule says so, for so
 * many rounds, sent in time. Where they don't pause, corrections are sent all the same and the clock runs on.
 */
export function canPause(row: ClockRow, { cause, on }: PauseChange, rule: ClockRule, calendar: Calendar): boolean {
  if (row.state === 'stopped' || row.pauses.some((pause) => pause.cause === cause && pause.to === null)) return false;
  if (cause === 'suspension') return row.kind !== 'suspension';
  const allowed = rule.correctionsPause;
  const due = dueOf(row, rule, calendar);
  if (!allowed?.on || !due) return false;
  const rounds = row.pauses.filter((pause) => pause.cause === 'corrections').length;
  if (allowed.rounds !== null && rounds >= allowed.rounds) return false;
  return allowed.sentWithin === null || workingDaysBetween(calendar, due.base, on).days <= allowed.sentWithin;
}

/** Stops a clock from the end of the day `on`; its due date moves when it resumes. Refuses `CLOCK_NOT_PAUSABLE`. */
export function pauseClock(row: ClockRow, change: PauseChange, rule: ClockRule, calendar: Calendar): ClockRow {
  requireOpen(row);
  if (!canPause(row, change, rule, calendar)) {
    throw new Refusal('CLOCK_NOT_PAUSABLE', { field: 'cause', value: change.cause, clock: row.id, kind: row.kind });
  }
  const pauses = [...row.pauses, { cause: change.cause, from: change.on, to: null }];
  return settle({ ...row, pauses }, rule, calendar, null);
}

/**
 * Ends the pause of that cause; the clock goes on when no other lasts, later by the pause (`dueOf`).
 * Refuses `CLOCK_NOT_PAUSED`, and `BAD_INPUT` a day before the pause began.
 */
export function resumeClock(row: ClockRow, { cause, on }: PauseChange, rule: ClockRule, calendar: Calendar): ClockRow {
  requireOpen(row);
  const pause = row.pauses.find((other) => other.cause === cause && other.to === null);
  if (!pause) throw new Refusal('CLOCK_NOT_PAUSED', { field: 'cause', value: cause, clock: row.id, kind: row.kind });
  if (on < pause.from) throw new Refusal('BAD_INPUT', { field: 'on', value: on, allowed: `${pause.from} or later` });
  const pauses = row.pauses.map((other) => (other === pause ? { ...pause, to: on } : other));
  return settle({ ...row, pauses }, rule, calendar, null);
}
