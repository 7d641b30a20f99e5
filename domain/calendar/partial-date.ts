import { addDays, addMonths, type LocalDate } from './local-date';

export const DATE_PRECISIONS = ['day', 'month', 'half-year', 'year'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A date as exact as somebody knows it. `value` is any day of the period meant: `month` with 2026-03-15 is March 2026. */
export interface PartialDate {
  value: LocalDate;
  precision: DatePrecision;
  kind: 'planned' | 'actual';
}

export interface LastDay {
  date: LocalDate;
  /** The date stands for a longer period: pages mark it 约. */
  approx: boolean;
}

/** The last day that a partial date stands for: what clocks count with (a month or year stands for its last day). */
export function lastDayOf({ value, precision }: PartialDate): LastDay {
  if (precision === 'day') return { date: value, approx: false };
  const year = value.slice(0, 4);
  const month = Number(value.slice(5, 7));
  const last = { month, 'half-year': month <= 6 ? 6 : 12, year: 12 }[precision];
  return { date: endOfMonth(`${year}-${String(last).padStart(2, '0')}-01`), approx: true };
}

/** A date that is known to the day and has happened. */
export function actualDay(value: LocalDate): PartialDate {
  return { value, precision: 'day', kind: 'actual' };
}

function endOfMonth(first: LocalDate): LocalDate {
  return addDays(addMonths(first, 1), -1);
}
