import { type Calendar, isAnnounced } from './calendar';
import { addDays, dayNumber, fromDayNumber, type LocalDate } from './local-date';

/** A counted date. Provisional: some day that was counted lies in a year not yet announced, so the date may move. */
export interface CountedDate {
  date: LocalDate;
  provisional: boolean;
}

export interface CountedDays {
  days: number;
  provisional: boolean;
}

export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const day = dayNumber(date);
  return workingDaysThrough(calendar, day) > workingDaysThrough(calendar, day - 1);
}

/**
 * The `n`-th working day after `from`; with negative `n` the `|n|`-th before it; `from` itself for 0. `from` is not
 * counted (the day of receipt isn't, Civil Code article 201). Logarithmic in `n` and in the number of holidays.
 */
export function addWorkingDays(calendar: Calendar, from: LocalDate, n: number): CountedDate {
  if (n === 0) return { date: from, provisional: false };
  const start = dayNumber(from);
  const target = n > 0 ? workingDaysThrough(calendar, start) + n : workingDaysThrough(calendar, start - 1) + n + 1;
  // Two days per working day, plus one per holiday that may lie between, is always far enough.
  const reach = 2 * (Math.abs(n) + calendar.off.length) + 7;
  let low = n > 0 ? start + 1 : start - reach;
  let high = n > 0 ? start + reach : start - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (workingDaysThrough(calendar, middle) >= target) high = middle;
    else low = middle + 1;
  }
  const date = fromDayNumber(low);
  const counted = n > 0 ? { from: addDays(from, 1), to: date } : { from: date, to: addDays(from, -1) };
  return { date, provisional: !isAnnounced(calendar, counted) };
}

/** The first working day after `date`. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): CountedDate {
  return addWorkingDays(calendar, date, 1);
}

/**
 * Working days after `from` up to and including `to`: the days left of a clock that ends at the end of `to`, seen on
 * `from`. Negative when `to` is earlier: the days overdue.
 */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): CountedDays {
  const days = workingDaysThrough(calendar, dayNumber(to)) - workingDaysThrough(calendar, dayNumber(from));
  const [first, last] = from <= to ? [from, to] : [to, from];
  const provisional = first < last && !isAnnounced(calendar, { from: addDays(first, 1), to: last });
  return { days, provisional };
}

/** Working days from Monday 1970-01-05 through `day`: weekdays, less those that are off, plus weekend days worked. */
function workingDaysThrough(calendar: Calendar, day: number): number {
  const sinceMonday = day - 4;
  const weeks = Math.floor(sinceMonday / 7);
  const weekdays = weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
  return weekdays - countThrough(calendar.off, day) + countThrough(calendar.work, day);
}

/** How many of the ascending numbers are ≤ `limit`. */
function countThrough(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
