import fc from 'fast-check';
import {
  addDays,
  addMonths,
  compareDates,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isLocalDate,
  weekday,
} from '../../../domain/calendar/local-date';
import { anyDate } from './support';

describe('local dates', () => {
  test.each(['2026-02-28', '2024-02-29', '1000-01-01', '9999-12-31'])('%s is a day', (date) => {
    expect(isLocalDate(date)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0999-12-31',
    '2026-01-01T00:00:00Z',
    '',
    null,
    20260101,
  ])('%s is not a day', (value) => {
    expect(isLocalDate(value)).toBe(false);
  });

  test('day numbers count from 1970-01-01 and refuse what is not a day', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(dayNumber('2026-01-01')).toBe(20_454);
    expect(() => dayNumber('2026-02-30')).toThrow('BAD_INPUT');
    expect(() => fromDayNumber(Number.NaN)).toThrow('BAD_INPUT');
    expect(() => addDays('9999-12-31', 1)).toThrow('BAD_INPUT');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', -6, '2026-02-28'],
    ['2026-07-31', -5, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test.each([
    ['1970-01-01', 4],
    ['2026-11-23', 1],
    ['2026-11-29', 7],
    ['1969-12-28', 7],
  ])('%s has weekday %i', (date, expected) => {
    expect(weekday(date)).toBe(expected);
  });

  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(Math.sign(compareDates(addDays(date, days), date))).toBe(Math.sign(days));
      }),
    );
  });

  test('months move the month exactly and never lengthen the day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100, max: 100 }), (date, months) => {
        const moved = addMonths(date, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(moved) - index(date)).toBe(months);
        expect(Number(moved.slice(8))).toBeLessThanOrEqual(Number(date.slice(8)));
      }),
    );
  });
});
