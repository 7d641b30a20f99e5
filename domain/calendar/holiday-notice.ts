import { Refusal } from '../errors';
import { addDays, compareDates, isLocalDate, type LocalDate, weekday, yearOf } from './local-date';

/** From the first to the last day, both included. */
export interface DateRange {
  from: LocalDate;
  to: LocalDate;
}

/** The State Council's notice of one year's holidays as data: days off, and weekend days worked in exchange (调休). */
export interface HolidayNotice {
  year: number;
  /** Title or number of the notice. */
  source: string;
  off: (DateRange & { name: string })[];
  work: LocalDate[];
}

/**
 * Checks a notice that somebody typed. A notice may reach into the December before its year, as that of 2019 did. Days to
 * work must be weekend days and no day may be both, so that a slip of the finger is found.
 * Refuses `CALENDAR_INVALID` with field, value and allowed.
 */
export function validateHolidayNotice(json: unknown): HolidayNotice {
  const notice = json as HolidayNotice;
  const year = notice?.year;
  check(Number.isInteger(year) && year >= 1000 && year <= 9999, 'year', year, 'a year');
  check(typeof notice.source === 'string' && notice.source.trim() !== '', 'source', notice.source, 'title or number');
  check(Array.isArray(notice.off), 'off', notice.off, 'a list of { name, from, to }');
  check(Array.isArray(notice.work), 'work', notice.work, 'a list of days');
  const ofThisYear = (date: LocalDate) => yearOf(date) === year || date.startsWith(`${year - 1}-12`);
  const day = (date: unknown, field: string) =>
    check(isLocalDate(date) && ofThisYear(date), field, date, `a day of ${year}, or of the December before`);
  notice.off.forEach(({ name, from, to }, i) => {
    check(typeof name === 'string' && name.trim() !== '', `off[${i}].name`, name, 'the holiday’s name');
    day(from, `off[${i}].from`);
    day(to, `off[${i}].to`);
    check(from <= to, `off[${i}].to`, to, `${from} or later`);
  });
  const off = new Set(notice.off.flatMap(daysOf));
  notice.work.forEach((date, i) => {
    day(date, `work[${i}]`);
    check(weekday(date) >= 6 && !off.has(date), `work[${i}]`, date, 'a Saturday or Sunday that is not a day off');
  });
  return notice;
}

/** Every day of a range, in order. */
export function daysOf({ from, to }: DateRange): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; compareDates(day, to) <= 0; day = addDays(day, 1)) days.push(day);
  return days;
}

function check(holds: boolean, field: string, value: unknown, allowed: string): void {
  if (!holds) throw new Refusal('CALENDAR_INVALID', { field, value, allowed });
}
