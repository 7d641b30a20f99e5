import type { Calendar } from '../calendar/calendar';
import { addDays, compareDates, type LocalDate } from '../calendar/local-date';
import { atLocalTime, type Instant } from '../calendar/local-time';
import { actualDay, lastDayOf } from '../calendar/partial-date';
import { addWorkingDays, workingDaysBetween } from '../calendar/working-days';
import type { ClockRow, ClockState, ClockStep } from './clock-row';
import type { ClockRule, StepRule } from './clock-rule';
import { type Due, dueOf, spanEnd } from './due-of';
import { restingSince } from './pauses';
import { isBeforeDue, offsetOf, type StepMoment } from './step-moment';

/** Alarms ring when people come to work. */
const STEP_TIME = '09:00';

interface PlannedStep extends StepRule {
  date: LocalDate;
  instant: Instant;
}

/**
 * Brings everything that follows from a clock's bases, pauses and extensions up to date.
 *
 * Pending steps take their new moments. With `armedFrom`, the day on which a clock got a new due date, steps are armed for
 * it: reminders that would fall on or before that day lapse, and steps that had fired or lapsed happen again if their
 * new day lies after it, but for those that the rule has once. Without it nothing is armed: what has fired stays fired.
 */
export function settle(row: ClockRow, rule: ClockRule, calendar: Calendar, armedFrom: LocalDate | null): ClockRow {
  const due = dueOf(row, rule, calendar);
  const planned = due ? plan(rule.steps, rule, due, calendar) : planUnknown(row, rule, calendar);
  const steps = arm(reschedule(row.steps, planned), planned, armedFrom);
  const days = [
    row.start,
    ...Object.values(row.bases).map((base) => lastDayOf(base).date),
    ...steps.map((s) => s.date),
  ];
  if (due) days.push(due.date);
  days.sort(compareDates);
  return {
    ...row,
    state: stateOf(row, due),
    due: due?.date ?? null,
    ends: due && atLocalTime(due.date, rule.endsAt),
    approx: due?.approx ?? false,
    provisional: due?.provisional ?? false,
    calendar: calendar.version,
    version: (due?.date ?? null) === row.due ? row.version : row.version + 1,
    steps,
    countsFrom: days[0]!,
    countsTo: days.at(-1)!,
  };
}

function stateOf(row: ClockRow, due: Due | null): ClockState {
  if (row.stoppedOn !== null) return 'stopped';
  if (restingSince(row.pauses) !== null) return 'paused';
  return due ? 'running' : 'waiting';
}

function plan(steps: readonly StepRule[], rule: ClockRule, due: Due, calendar: Calendar): PlannedStep[] {
  return steps.map((step) => {
    if (step.at === 'passed') return { ...step, date: due.date, instant: passedAt(due.date, rule) };
    const date = dayOf(step.at, due, calendar);
    return { ...step, date, instant: atLocalTime(date, STEP_TIME) };
  });
}

/** An unknown date's steps count from the clock's start, and rest with it, as the clock does. */
function planUnknown(row: ClockRow, rule: ClockRule, calendar: Calendar): PlannedStep[] {
  const started = { ...actualDay(row.start), givenOn: row.start };
  return rule.whileUnknown.map((step) => {
    const { n, unit } = offsetOf(step.at)!;
    const { date } = spanEnd(started, unit, n, row.pauses, calendar);
    return { ...step, date, instant: atLocalTime(date, STEP_TIME) };
  });
}

function passedAt(due: LocalDate, rule: ClockRule): Instant {
  return rule.endsAt === '24:00' ? atLocalTime(addDays(due, 1), STEP_TIME) : atLocalTime(due, rule.endsAt);
}

function dayOf(at: StepMoment, due: Due, calendar: Calendar): LocalDate {
  const offset = offsetOf(at);
  if (offset?.unit === 'days') return addDays(due.date, offset.n);
  const n = offset ? offset.n : -Math.floor(workingDaysBetween(calendar, due.base, due.date).days / 2);
  return addWorkingDays(calendar, due.date, n).date;
}

function reschedule(steps: readonly ClockStep[], planned: readonly PlannedStep[]): ClockStep[] {
  return steps.map((step) => {
    if (step.state !== 'pending') return step;
    const to = planned.find((other) => isSame(step, other));
    if (!to) return { ...step, state: 'lapsed' };
    const moved = to.instant < step.instant || (to.instant === step.instant && step.moved);
    return { ...step, date: to.date, instant: to.instant, moved };
  });
}

function arm(steps: ClockStep[], planned: readonly PlannedStep[], armedFrom: LocalDate | null): ClockStep[] {
  if (armedFrom === null) return steps;
  const added = planned.flatMap((step): ClockStep[] => {
    const before = steps.filter((other) => isSame(step, other));
    if (before.some((other) => other.state === 'pending' || (other.state === 'fired' && step.once))) return [];
    const late = step.date <= armedFrom;
    if (before.length > 0 && late) return [];
    const { action, at, date, instant } = step;
    const state = late && isBeforeDue(at) ? 'lapsed' : 'pending';
    return [
      { id: `${action}@${at}/${before.length + 1}`, action, at, date, instant, state, firedAt: null, moved: false },
    ];
  });
  return [...steps, ...added];
}

function isSame(a: Pick<StepRule, 'action' | 'at'>, b: Pick<StepRule, 'action' | 'at'>): boolean {
  return a.action === b.action && a.at === b.at;
}
