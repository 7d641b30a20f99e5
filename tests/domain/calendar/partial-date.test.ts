import fc from 'fast-check';
import { type DatePrecision, lastDayOf } from '../../../domain/calendar/partial-date';
import { anyDate } from './support';

describe('partial dates', () => {
  test.each<[string, DatePrecision, string, boolean]>([
    ['2027-02-10', 'day', '2027-02-10', false],
    ['2027-02-01', 'month', '2027-02-28', true],
    ['2028-02-29', 'month', '2028-02-29', true],
    ['2027-12-05', 'month', '2027-12-31', true],
    ['2027-06-30', 'half-year', '2027-06-30', true],
    ['2027-01-31', 'half-year', '2027-06-30', true],
    ['2027-07-01', 'half-year', '2027-12-31', true],
    ['2027-01-01', 'year', '2027-12-31', true],
  ])('%s to the %s stands for %s', (value, precision, date, approx) => {
    expect(lastDayOf({ value, precision, kind: 'planned' })).toEqual({ date, approx });
  });

  test('the coarser, the later; and the last day stands for itself', () => {
    fc.assert(
      fc.property(anyDate, (value) => {
        const dates = (['day', 'month', 'half-year', 'year'] as const).map(
          (precision) => lastDayOf({ value, precision, kind: 'actual' }).date,
        );
        expect(dates).toEqual([...dates].sort());
        expect(lastDayOf({ value: dates[2]!, precision: 'half-year', kind: 'actual' }).date).toBe(dates[2]);
      }),
    );
  });
});
