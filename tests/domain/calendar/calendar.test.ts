import fc from 'fast-check';
import { buildCalendar, calendarChanges } from '../../../domain/calendar/calendar';
import { validateHolidayNotice } from '../../../domain/calendar/holiday-notice';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { Refusal } from '../../../domain/errors';
import { anyDate, calendar, invented2027, notices } from './support';

describe('calendars', () => {
  test('the version depends on the days alone, not on order or wording', () => {
    expect(calendar.version).toMatch(/^2025-2026\/[0-9a-f]{8}$/);
    const reworded = [...notices].reverse().map((notice) => ({ ...notice, source: 'reprint' }));
    expect(buildCalendar(reworded)).toEqual(calendar);
    const moved = notices.map((notice) => ({ ...notice, work: notice.work.slice(1) }));
    expect(buildCalendar(moved).version).not.toBe(calendar.version);
    expect(buildCalendar([]).version).toMatch(/^statutory\//);
  });

  test('it is plain data', () => {
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  });

  test('one notice a year, and no day both off and worked', () => {
    expect(() => buildCalendar([...notices, notices[0]!])).toThrow('CALENDAR_INVALID');
    const contrary = { ...invented2027, off: [], work: ['2026-12-27'] };
    const before = {
      ...invented2027,
      year: 2026,
      off: [{ name: 'x', from: '2026-12-26', to: '2026-12-27' }],
      work: [],
    };
    expect(() => buildCalendar([before, contrary])).toThrow('CALENDAR_INVALID');
  });

  test('changes name the newly announced year and each changed day', () => {
    expect(calendarChanges(calendar, calendar)).toEqual([]);
    expect(calendarChanges(calendar, buildCalendar([...notices, invented2027]))).toEqual([
      { from: '2027-01-01', to: '2027-12-31' },
    ]);
    const amended = notices.map((notice) =>
      notice.year === 2026
        ? { ...notice, off: [...notice.off, { name: 'x', from: '2026-09-03', to: '2026-09-03' }] }
        : notice,
    );
    expect(calendarChanges(calendar, buildCalendar(amended))).toEqual([{ from: '2026-09-03', to: '2026-09-03' }]);
  });

  test('a count that meets no change is the same in both calendars', () => {
    const after = buildCalendar([...notices, invented2027]);
    const changes = calendarChanges(calendar, after);
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const before = addWorkingDays(calendar, from, n);
        fc.pre(!changes.some((range) => range.from <= before.date && range.to > from));
        expect(addWorkingDays(after, from, n)).toEqual(before);
      }),
    );
  });
});

describe('holiday notices', () => {
  const good = invented2027;

  test('a sound notice passes, also one that reaches into the December before', () => {
    expect(validateHolidayNotice(good)).toBe(good);
    const early = { ...good, off: [{ name: 'x', from: '2026-12-30', to: '2027-01-01' }], work: ['2026-12-26'] };
    expect(validateHolidayNotice(early)).toBe(early);
  });

  test.each<[string, unknown]>([
    ['year', { ...good, year: '2027' }],
    ['year', null],
    ['source', { ...good, source: ' ' }],
    ['off', { ...good, off: 'none' }],
    ['work', { ...good, work: undefined }],
    ['off[0].name', { ...good, off: [{ from: '2027-01-01', to: '2027-01-01' }] }],
    ['off[0].from', { ...good, off: [{ name: 'x', from: '2027-02-30', to: '2027-03-01' }] }],
    ['off[0].to', { ...good, off: [{ name: 'x', from: '2027-02-03', to: '2027-02-01' }] }],
    ['off[0].to', { ...good, off: [{ name: 'x', from: '2027-12-31', to: '2028-01-02' }] }],
    ['work[0]', { ...good, work: ['2027-01-04'] }],
    ['work[0]', { ...good, work: ['2027-01-02'] }],
    ['work[0]', { ...good, work: ['2026-11-28'] }],
  ])('refuses a bad %s', (field, notice) => {
    const refusal = (() => {
      try {
        validateHolidayNotice(notice);
      } catch (error) {
        return error as Refusal;
      }
      return null;
    })();
    expect(refusal).toBeInstanceOf(Refusal);
    expect([refusal?.code, refusal?.details.field]).toEqual(['CALENDAR_INVALID', field]);
    expect(refusal?.details).toHaveProperty('allowed');
  });
});
