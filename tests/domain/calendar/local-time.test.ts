import fc from 'fast-check';
import { atLocalTime, isLocalTime, localDateOf, localTimeOf, toInstant } from '../../../domain/calendar/local-time';
import { anyDate } from './support';

describe('local time in Asia/Shanghai', () => {
  test('a time of day is eight hours ahead of UTC', () => {
    expect(atLocalTime('2026-11-24', '09:00')).toBe('2026-11-24T01:00:00.000Z');
    expect(atLocalTime('2026-11-24', '17:30')).toBe('2026-11-24T09:30:00.000Z');
    expect(atLocalTime('2026-01-01', '00:00')).toBe('2025-12-31T16:00:00.000Z');
    expect(atLocalTime('2026-12-31', '24:00')).toBe('2026-12-31T16:00:00.000Z');
  });

  test('an instant belongs to the local day', () => {
    expect(localDateOf('2026-12-31T15:59:59.999Z')).toBe('2026-12-31');
    expect(localDateOf('2026-12-31T16:00:00.000Z')).toBe('2027-01-01');
    expect(localTimeOf('2026-12-31T16:00:59.000Z')).toBe('00:00');
  });

  test('one form for instants, and only with a zone', () => {
    expect(toInstant('2026-11-24T09:00:00+08:00')).toBe('2026-11-24T01:00:00.000Z');
    expect(() => toInstant('2026-11-24T09:00:00')).toThrow('BAD_INPUT');
    expect(() => localDateOf('2026-11-24')).toThrow('BAD_INPUT');
    expect(() => atLocalTime('2026-11-24', '25:00')).toThrow('BAD_INPUT');
    expect(() => atLocalTime('2026-11-31', '09:00')).toThrow('BAD_INPUT');
    expect(isLocalTime('24:01')).toBe(false);
  });

  test('date and time come back from the instant', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const instant = atLocalTime(date, time);
        expect([localDateOf(instant), localTimeOf(instant)]).toEqual([date, time]);
      }),
    );
  });
});
