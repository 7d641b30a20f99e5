import { digestOf } from '../crypto/sha256';
import { Refusal } from '../errors';
import { type DateRange, daysOf, type HolidayNotice } from './holiday-notice';
import { dayNumber, fromDayNumber, weekday, yearOf } from './local-date';

/**
 * Working days as announced. A year without a notice is counted on statutory weekdays, Monday to Friday (State Council
 * rules on working hours, article 7), and what is counted there is provisional. Plain data; days are day numbers.
 */
export interface Calendar {
  /** Equal versions count equally: the announced years and a hash of their exceptions, `2025-2026/3f9a0c1d`. */
  version: string;
  /** Announced years, ascending. */
  years: number[];
  /** Mondays to Fridays that are off, ascending. */
  off: number[];
  /** Saturdays and Sundays that are worked, ascending. */
  work: number[];
}

/** A calendar of one notice a year. An amended notice replaces its year's. Refuses `CALENDAR_INVALID`. */
export function buildCalendar(notices: readonly HolidayNotice[]): Calendar {
  const years = notices.map((notice) => notice.year).sort((a, b) => a - b);
  const twice = years.find((year, i) => years[i - 1] === year);
  if (twice !== undefined)
    throw new Refusal('CALENDAR_INVALID', { field: 'year', value: twice, allowed: 'one a year' });
  const offDates = notices.flatMap((notice) => notice.off.flatMap(daysOf));
  const workDates = notices.flatMap((notice) => notice.work);
  const both = workDates.find((date) => offDates.includes(date));
  if (both)
    throw new Refusal('CALENDAR_INVALID', { field: 'work', value: both, allowed: 'a day that no notice has off' });
  const off = ascending(offDates.filter((date) => weekday(date) <= 5).map(dayNumber));
  const work = ascending(workDates.filter((date) => weekday(date) >= 6).map(dayNumber));
  const hash = digestOf([years, off, work]).slice(0, 8);
  const span = years.length === 0 ? 'statutory' : `${years[0]}-${years[years.length - 1]}`;
  return { version: `${span}/${hash}`, years, off, work };
}

/**
 * What differs between two calendars: each changed day, and each year announced in only one of them. A clock that counts
 * through none of these ranges can't have moved.
 */
export function calendarChanges(before: Calendar, after: Calendar): DateRange[] {
  const years = difference(before.years, after.years);
  const days = ascending([...difference(before.off, after.off), ...difference(before.work, after.work)]).map(
    fromDayNumber,
  );
  return [
    ...years.map((year) => ({ from: `${year}-01-01`, to: `${year}-12-31` })),
    ...days.filter((day) => !years.includes(yearOf(day))).map((day) => ({ from: day, to: day })),
  ].sort((a, b) => dayNumber(a.from) - dayNumber(b.from));
}

/** True when every year that has a day in the range is announced. */
export function isAnnounced(calendar: Calendar, { from, to }: DateRange): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.years.includes(year)) return false;
  return true;
}

function difference(a: readonly number[], b: readonly number[]): number[] {
  const inA = new Set(a);
  const inB = new Set(b);
  return [...a.filter((n) => !inB.has(n)), ...b.filter((n) => !inA.has(n))];
}

function ascending(days: number[]): number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
