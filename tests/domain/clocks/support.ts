import type { Calendar } from '../../../domain/calendar/calendar';
import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay, type PartialDate } from '../../../domain/calendar/partial-date';
import type { ClockFact, ClockKind } from '../../../domain/clocks/clock-kind';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import { type ClockBases, type ClockStart, startClock } from '../../../domain/clocks/start-clock';
import { validateClockRules } from '../../../domain/clocks/validate-clock-rules';
import clocksJson from '../../../prisma/seed/rule-sets/default/clocks.json';
import { calendar } from '../calendar/support';

export const rules = validateClockRules(clocksJson);

export type StartOptions = Partial<Pick<ClockStart, 'start' | 'outcome' | 'chosen'>> & { by?: Calendar };

/** A clock of the default rules, from bases given as days (then actual) or partial dates. */
export function start(
  kind: ClockKind,
  bases: Partial<Record<ClockFact, LocalDate | PartialDate>>,
  { by = calendar, ...options }: StartOptions = {},
): ClockRow {
  const dated: ClockBases = Object.fromEntries(
    Object.entries(bases).map(([fact, date]) => [fact, typeof date === 'string' ? actualDay(date) : date]),
  );
  const first = Object.values(dated)[0]?.value ?? '2026-01-05';
  const names = { id: 'clock', projectId: 'project', kind, subject: '', ruleSetId: 'default' };
  return startClock(rules[kind], { ...names, start: first, bases: dated, ...options }, by);
}

export function planned(value: LocalDate, precision: PartialDate['precision'] = 'day'): PartialDate {
  return { value, precision, kind: 'planned' };
}

/** `action at-instant` of the pending steps, the instant in Shanghai to the minute. */
export function pending(row: ClockRow): string[] {
  return row.steps.filter((step) => step.state === 'pending').map((step) => `${step.action} ${local(step.instant)}`);
}

function local(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
}
