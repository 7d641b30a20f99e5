import { type Instant, toInstant } from '../calendar/local-time';
import type { ClockRow, ClockStep } from './clock-row';
import { isBeforeDue } from './step-moment';

/**
 * The steps to perform at an instant, earliest first. Of several reminders that have come due together only the last counts,
 * and none when the clock has passed; everything that follows the due date counts. A paused or stopped clock has none.
 */
export function dueSteps(row: ClockRow, at: Instant): ClockStep[] {
  const now = toInstant(at);
  const reached = reachedSteps(row, now);
  const passed = row.ends !== null && row.ends <= now;
  return reached.filter(
    (step, i) => !isBeforeDue(step.at) || (!passed && !reached.slice(i + 1).some((later) => isBeforeDue(later.at))),
  );
}

/** The clock after its due steps were performed: those have fired, and reminders that were overtaken have lapsed. */
export function fireSteps(row: ClockRow, at: Instant): ClockRow {
  const now = toInstant(at);
  const reached = new Set(reachedSteps(row, now).map((step) => step.id));
  if (reached.size === 0) return row;
  const due = new Set(dueSteps(row, now).map((step) => step.id));
  const steps = row.steps.map((step): ClockStep => {
    if (!reached.has(step.id)) return step;
    return due.has(step.id) ? { ...step, state: 'fired', firedAt: now } : { ...step, state: 'lapsed' };
  });
  return { ...row, steps };
}

/** When the alarm of these clocks must ring next; null: never. */
export function nextStep(rows: readonly ClockRow[]): Instant | null {
  return rows.flatMap(pendingSteps).sort(byInstant)[0]?.instant ?? null;
}

function reachedSteps(row: ClockRow, now: Instant): ClockStep[] {
  return pendingSteps(row)
    .filter((step) => step.instant <= now)
    .sort(byInstant);
}

function pendingSteps(row: ClockRow): ClockStep[] {
  return row.state === 'running' || row.state === 'waiting' ? row.steps.filter((step) => step.state === 'pending') : [];
}

function byInstant(a: ClockStep, b: ClockStep): number {
  return a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0;
}
