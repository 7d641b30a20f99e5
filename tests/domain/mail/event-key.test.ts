import fc from 'fast-check';
import { eventKey } from '../../../domain/mail/event-key';

describe('eventKey', () => {
  it('is the kind and what makes the occasion unique', () => {
    expect(eventKey('report-due', { period: '2027Q1', reminder: 1 })).toBe('report-due/2027Q1/reminder-1');
    expect(eventKey('panel-meeting-changed', { round: 2, change: 3 })).toBe('panel-meeting-changed/round-2/change-3');
    expect(eventKey('project-closed', {})).toBe('project-closed');
  });

  it('refuses a part that is missing or could run into the next', () => {
    expect(() => eventKey('report-due', { reminder: 1 } as never)).toThrow(
      expect.objectContaining({ code: 'MAIL_FIELD_MISSING', details: { kind: 'report-due', field: 'period' } }),
    );
    for (const period of ['2027/Q1', ' 2027Q1', '第一季度', '-1']) {
      expect(() => eventKey('report-due', { period, reminder: 1 })).toThrow(
        expect.objectContaining({ code: 'MAIL_FIELD_INVALID' }),
      );
    }
    for (const reminder of [0, -1, 1.5, Number.NaN]) {
      expect(() => eventKey('report-due', { period: '2027Q1', reminder })).toThrow('MAIL_FIELD_INVALID');
    }
  });

  it('tells any two occasions apart', () => {
    const identifier = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,5}$/);
    const occasion = fc.record({ item: identifier, due: identifier, reminder: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(occasion, occasion, (a, b) => {
        const same = a.item === b.item && a.due === b.due && a.reminder === b.reminder;
        expect(eventKey('item-due', a) === eventKey('item-due', b)).toBe(same);
      }),
    );
  });
});
