import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { addDays, weekday, yearOf } from '../../../domain/calendar/local-date';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from '../../../domain/calendar/working-days';
import { announcedDate, anyDate, calendar } from './support';

const count = fc.integer({ min: 1, max: 400 });
const anyCount = fc.integer({ min: -400, max: 400 });

/** The definition, one day at a time: the oracle for the closed form. */
function addByCounting(from: string, n: number): { date: string; provisional: boolean } {
  let date = from;
  let provisional = false;
  for (let left = Math.abs(n); left > 0; ) {
    date = addDays(date, Math.sign(n));
    if (isWorkingDay(calendar, date)) left--;
    provisional ||= !calendar.years.includes(yearOf(date));
  }
  return { date, provisional };
}

describe('working days of 2025 and 2026', () => {
  test.each([
    ['2025-01-20', '2025-02-08'],
    ['2025-09-25', '2025-10-15'],
    ['2025-12-25', '2026-01-09'],
    ['2026-02-10', '2026-03-02'],
    ['2026-04-27', '2026-05-13'],
    ['2026-09-18', '2026-10-09'],
    ['2026-09-28', '2026-10-16'],
  ])('%s + 10 = %s', (from, to) => {
    expect(addWorkingDays(calendar, from, 10)).toEqual({ date: to, provisional: false });
    expect(workingDaysBetween(calendar, from, to)).toEqual({ days: 10, provisional: false });
    expect(addWorkingDays(calendar, to, -10).date).toBe(from);
  });

  test.each([2025, 2026])('%i has 248 working days', (year) => {
    expect(workingDaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`)).toEqual({
      days: 248,
      provisional: false,
    });
  });

  test('a worked Saturday and a day off during the week', () => {
    expect(isWorkingDay(calendar, '2025-02-08')).toBe(true);
    expect(isWorkingDay(calendar, '2026-10-07')).toBe(false);
    expect(nextWorkingDay(calendar, '2026-09-30')).toEqual({ date: '2026-10-08', provisional: false });
  });
});

describe('years not announced', () => {
  test('are counted Monday to Friday, and the date is provisional', () => {
    expect(workingDaysBetween(calendar, '2026-11-23', '2027-02-26')).toEqual({ days: 69, provisional: true });
    expect(workingDaysBetween(calendar, '2026-11-23', '2027-03-30')).toEqual({ days: 91, provisional: true });
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ date: '2027-01-01', provisional: true });
    expect(addWorkingDays(calendar, '2025-01-02', -1)).toEqual({ date: '2024-12-31', provisional: true });
  });

  test('the day from which one counts is not counted and makes nothing provisional', () => {
    expect(addWorkingDays(calendar, '2024-12-31', 5).provisional).toBe(false);
    expect(addWorkingDays(calendar, '2027-01-01', -5).provisional).toBe(false);
    expect(workingDaysBetween(calendar, '2024-12-31', '2026-12-31').provisional).toBe(false);
  });

  test('without any notice only Saturdays and Sundays are free', () => {
    const statutory = buildCalendar([]);
    fc.assert(fc.property(anyDate, (date) => expect(isWorkingDay(statutory, date)).toBe(weekday(date) <= 5)));
  });
});

describe('properties', () => {
  test('the closed form is the count, day by day', () => {
    fc.assert(
      fc.property(anyDate, anyCount, (from, n) => {
        expect(addWorkingDays(calendar, from, n)).toEqual(addByCounting(from, n));
      }),
    );
  });

  test('inverse: what was added is counted between', () => {
    fc.assert(
      fc.property(anyDate, count, (from, n) => {
        const { date } = addWorkingDays(calendar, from, n);
        expect(workingDaysBetween(calendar, from, date).days).toBe(n);
        expect(workingDaysBetween(calendar, date, from).days).toBe(-n);
      }),
    );
  });

  test('inverse: forth and back again, from a working day', () => {
    fc.assert(
      fc.property(anyDate, anyCount, (any, n) => {
        const from = nextWorkingDay(calendar, any).date;
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, n).date, -n).date).toBe(from);
      }),
    );
  });

  test('additive, both in adding and in counting', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyDate, count, count, (a, b, c, n, m) => {
        const split = addWorkingDays(calendar, addWorkingDays(calendar, a, n).date, m).date;
        expect(split).toBe(addWorkingDays(calendar, a, n + m).date);
        const days = (from: string, to: string) => workingDaysBetween(calendar, from, to).days;
        expect(days(a, b) + days(b, c)).toBe(days(a, c));
      }),
    );
  });

  test('monotone, and always lands on a working day', () => {
    fc.assert(
      fc.property(anyDate, fc.nat({ max: 60 }), anyCount, (from, later, n) => {
        const first = addWorkingDays(calendar, from, n).date;
        const second = addWorkingDays(calendar, addDays(from, later), n).date;
        expect(first <= second).toBe(true);
        expect(n === 0 || isWorkingDay(calendar, first)).toBe(true);
        expect(first < addWorkingDays(calendar, from, n + 1).date || n === 0 || n === -1).toBe(true);
      }),
    );
  });

  test('nothing inside the announced years is provisional', () => {
    fc.assert(
      fc.property(announcedDate, announcedDate, (from, to) => {
        expect(workingDaysBetween(calendar, from, to).provisional).toBe(false);
      }),
    );
  });
});
