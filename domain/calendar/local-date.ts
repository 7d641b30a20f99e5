import { Refusal } from '../errors';

/** A day of the civil calendar, `YYYY-MM-DD`. Strings of this form compare in date order. */
export type LocalDate = string;

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;

/** True for an existing day of the years 1000 to 9999 in the form `YYYY-MM-DD`. */
export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value);
}

/** Days since 1970-01-01, negative before it. Refuses `BAD_INPUT` what is not a day. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new Refusal('BAD_INPUT', { field: 'date', value: date, allowed: 'YYYY-MM-DD' });
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The inverse of `dayNumber`. Refuses `BAD_INPUT` outside the years 1000 to 9999. */
export function fromDayNumber(day: number): LocalDate {
  const date = new Date(day * DAY_MS);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
  if (!isLocalDate(text)) throw new Refusal('BAD_INPUT', { field: 'day', value: day, allowed: 'years 1000 to 9999' });
  return text;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day `months` later (earlier when negative); a day that the month lacks becomes its last: 01-31 + 1 = 02-28. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const from = new Date(dayNumber(date) * DAY_MS);
  const month = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
  const lastDay = Date.UTC(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 0) / DAY_MS;
  const daysInMonth = new Date(lastDay * DAY_MS).getUTCDate();
  return fromDayNumber(lastDay - daysInMonth + Math.min(from.getUTCDate(), daysInMonth));
}

export function weekday(date: LocalDate): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The calendar year as a number. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** For `Array.sort`: negative when `a` is earlier. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return compareDates(a, b) < 0 ? b : a;
}
