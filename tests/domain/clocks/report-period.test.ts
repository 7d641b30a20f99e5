import fc from 'fast-check';
import { addDays } from '../../../domain/calendar/local-date';
import { reportPeriodOf } from '../../../domain/clocks/report-period';
import { anyDate } from '../calendar/support';
import { rules } from './support';

const rule = rules.periodic_report.period!;

test.each([
  ['2027-01-01', false, '2027Q1', '2027-01-01', '2027-03-31'],
  ['2027-06-30', false, '2027Q2', '2027-04-01', '2027-06-30'],
  ['2027-12-31', false, '2027Q4', '2027-10-01', '2027-12-31'],
  ['2027-06-30', true, '2027H1', '2027-01-01', '2027-06-30'],
  ['2027-07-01', true, '2027H2', '2027-07-01', '2027-12-31'],
])('%s, works stopped %s, lies in %s', (date, stopped, key, first, last) => {
  expect(reportPeriodOf(date, rule, stopped)).toEqual({ key, first, last });
});

test('periods follow one another without a gap', () => {
  fc.assert(
    fc.property(anyDate, fc.boolean(), (date, stopped) => {
      const period = reportPeriodOf(date, rule, stopped);
      expect(period.first <= date && date <= period.last).toBe(true);
      expect(reportPeriodOf(addDays(period.last, 1), rule, stopped).first).toBe(addDays(period.last, 1));
    }),
  );
});
