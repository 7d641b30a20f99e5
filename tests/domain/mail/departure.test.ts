import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { atLocalTime, localDateOf, localTimeOf } from '../../../domain/calendar/local-time';
import { isWorkingDay } from '../../../domain/calendar/working-days';
import { departures, mailHoursOf, type WaitingMail } from '../../../domain/mail/departure';
import { definitionOf, MESSAGE_KINDS } from '../../../domain/mail/message-kind';

const calendar = buildCalendar([
  { year: 2026, source: 'test', off: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], work: ['2026-10-10'] },
]);

const OFFICE = { from: '08:30', to: '17:30' };
const hours = mailHoursOf(OFFICE, false);
const at = (day: string, time: string) => atLocalTime(day, time);
const MONDAY = '2026-11-23';
const waiting = (id: string, kind: WaitingMail['kind'], notBefore = at(MONDAY, '09:00')): WaitingMail => ({
  id,
  kind,
  notBefore,
});

describe('departures', () => {
  it('sends all due reminders of a person in one mail, news each alone', () => {
    const rows = [
      waiting('a', 'report-due'),
      waiting('b', 'finding-closed'),
      waiting('c', 'item-due'),
      waiting('d', 'report-late', at('2026-11-24', '09:00')),
    ];
    expect(departures(rows, null, at(MONDAY, '10:00'), calendar, hours)).toEqual({
      mails: [['b'], ['a', 'c']],
      later: [{ id: 'd', at: at('2026-11-24', '09:30') }],
    });
  });

  it('sends no second reminder mail on the same working day', () => {
    const rows = [waiting('a', 'report-due')];
    expect(departures(rows, MONDAY, at(MONDAY, '15:00'), calendar, hours)).toEqual({
      mails: [],
      later: [{ id: 'a', at: at('2026-11-24', '09:30') }],
    });
    const friday = '2026-11-27';
    expect(departures(rows, friday, at(friday, '15:00'), calendar, hours).later[0]?.at).toBe(at('2026-11-30', '09:30'));
  });

  it('lets the morning gather: nothing leaves between the clocks and half past nine', () => {
    expect(departures([waiting('a', 'report-due')], null, at(MONDAY, '09:00'), calendar, hours)).toEqual({
      mails: [],
      later: [{ id: 'a', at: at(MONDAY, '09:30') }],
    });
  });

  it('does not gather on practice time, which jumps over the morning', () => {
    const practice = mailHoursOf(OFFICE, true);
    const { mails } = departures([waiting('a', 'report-due')], null, at(MONDAY, '09:00'), calendar, practice);
    expect(mails).toEqual([['a']]);
  });

  it('keeps quiet at night, on weekends and holidays, but not for invitations, changes and security', () => {
    const night = at('2026-10-01', '22:00');
    const rows = [
      waiting('news', 'opinion-issued', night),
      waiting('invitation', 'expert-invitation', night),
      waiting('change', 'panel-meeting-changed', night),
      waiting('security', 'password-changed', night),
    ];
    expect(departures(rows, null, night, calendar, hours)).toEqual({
      mails: [['invitation'], ['change'], ['security']],
      later: [{ id: 'news', at: at('2026-10-08', '08:30') }],
    });
  });

  it('holds for any rows at any time', () => {
    const instant = fc
      .integer({ min: Date.UTC(2026, 8, 20), max: Date.UTC(2026, 9, 20) })
      .map((ms) => new Date(ms).toISOString());
    const rows = fc.array(fc.record({ kind: fc.constantFrom(...MESSAGE_KINDS), notBefore: instant }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, instant, fc.option(fc.constant('today')), (drawn, now, last) => {
        const all = drawn.map((row, i) => ({ ...row, id: String(i) }));
        const { mails, later } = departures(all, last && localDateOf(now), now, calendar, hours);
        const sent = mails.flat().map((id) => all[Number(id)]!);
        const timing = (row: WaitingMail) => definitionOf(row.kind).timing;
        expect(new Set(mails.flat()).size).toBe(mails.flat().length);
        expect(mails.filter((mail) => timing(all[Number(mail[0])]!) === 'grouped').length).toBeLessThanOrEqual(
          last ? 0 : 1,
        );
        for (const row of sent) {
          expect(row.notBefore <= now).toBe(true);
          if (timing(row) !== 'at-once') {
            expect(isWorkingDay(calendar, localDateOf(now))).toBe(true);
            expect(localTimeOf(now) >= '08:30' && localTimeOf(now) < '17:30').toBe(true);
          }
        }
        // What stays leaves when it is looked at again, and not before.
        expect(
          later
            .map(({ id }) => id)
            .concat(mails.flat())
            .sort(),
        ).toEqual(all.map(({ id }) => id).sort());
        for (const { id, at: again } of later) {
          expect(again > now).toBe(true);
          const alone = departures([all[Number(id)]!], last && localDateOf(now), again, calendar, hours);
          expect(alone.mails).toEqual([[id]]);
        }
      }),
    );
  });
});
