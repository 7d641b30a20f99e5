import fc from 'fast-check';
import { atLocalTime } from '../../../domain/calendar/local-time';
import { nextOfficeInstant, readOffice, withinOfficeHours } from '../../../domain/clocks/office';
import officeJson from '../../../prisma/seed/rule-sets/default/office.json';
import { anyDate, calendar } from '../calendar/support';
import { refusalOf } from '../refusal-of';

const { officeHours } = readOffice(officeJson, 'office');

test.each([
  ['2026-11-24', '08:29', false, '2026-11-24', '08:30'],
  ['2026-11-24', '08:30', true, '2026-11-24', '08:30'],
  ['2026-11-24', '17:29', true, '2026-11-24', '17:29'],
  ['2026-11-24', '17:30', false, '2026-11-25', '08:30'],
  ['2026-09-20', '10:00', true, '2026-09-20', '10:00'],
  ['2026-09-30', '18:00', false, '2026-10-08', '08:30'],
  ['2026-10-02', '07:00', false, '2026-10-08', '08:30'],
])('%s %s', (date, time, within, nextDate, nextTime) => {
  const instant = atLocalTime(date, time);
  expect(withinOfficeHours(instant, officeHours, calendar)).toBe(within);
  expect(nextOfficeInstant(instant, officeHours, calendar)).toBe(atLocalTime(nextDate, nextTime));
});

test('the next instant is within the hours, not earlier, and its own next', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
      const instant = new Date(Date.parse(atLocalTime(date, '00:00')) + minute * 60_000).toISOString();
      const next = nextOfficeInstant(instant, officeHours, calendar);
      expect(next >= instant && withinOfficeHours(next, officeHours, calendar)).toBe(true);
      expect(nextOfficeInstant(next, officeHours, calendar)).toBe(next);
    }),
  );
});

test.each([
  ['office.officeHours.from', { ...officeJson, officeHours: { from: '8:30', to: '17:30' } }],
  ['office.mailHours.to', { ...officeJson, mailHours: { from: '17:30', to: '08:30' } }],
  ['office.sources.mailHours', { ...officeJson, sources: { officeHours: officeJson.sources.officeHours } }],
  ['office.mailHours', { ...officeJson, mailHours: undefined }],
])('refuses a bad %s', (field, json) => {
  const refusal = refusalOf(() => readOffice(json, 'office'));
  expect([refusal.code, refusal.details.field]).toEqual(['RULE_SET_INVALID', field]);
});
