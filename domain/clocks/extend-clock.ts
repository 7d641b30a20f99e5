import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { requireOpen } from './require-open';
import { settle } from './settle';

export interface ExtensionChange {
  on: LocalDate;
  /** In the unit of the clock; the rule's own length when left out. */
  n?: number;
}

/**
 * Lengthens a clock, also one that has passed: its reminders and what follows happen again for the new date.
 * Refuses `CLOCK_NOT_EXTENDABLE` when the rule has no extension or none is left, `BAD_INPUT` a length out of bounds.
 */
export function extendClock(row: ClockRow, change: ExtensionChange, rule: ClockRule, calendar: Calendar): ClockRow {
  requireOpen(row);
  const { extension } = rule;
  if (!extension || row.extensions.length >= extension.times) {
    const details = { clock: row.id, kind: row.kind, allowed: extension?.times ?? 0 };
    throw new Refusal('CLOCK_NOT_EXTENDABLE', { field: 'extensions', value: row.extensions.length, ...details });
  }
  const n = change.n ?? extension.n;
  if (!Number.isInteger(n) || n < extension.min || n > extension.max) {
    throw new Refusal('BAD_INPUT', {
      field: 'n',
      value: n,
      allowed: `integer from ${extension.min} to ${extension.max}`,
    });
  }
  return settle({ ...row, extensions: [...row.extensions, n] }, rule, calendar, change.on);
}
