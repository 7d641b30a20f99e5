import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { deadlineInstant, giveUpAt, nextAttempt } from '../../../domain/mail/retry';

const calendar = buildCalendar([
  { year: 2026, source: 'test', off: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }], work: ['2026-10-10'] },
]);

/** Every instant at which a message is tried when every attempt fails at once. */
function attempts(first: string, limit: string): string[] {
  const tried = [first];
  for (;;) {
    const next = nextAttempt(tried.length, tried.at(-1)!, limit);
    if (next === null) return tried;
    tried.push(next);
  }
}

const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 1) })
  .map((ms) => new Date(ms).toISOString());

describe('giving up', () => {
  const first = '2026-11-23T01:00:00.000Z';

  it('waits 72 h without a deadline, half the time with a near one', () => {
    expect(giveUpAt('project-closed', first, null, calendar)).toBe('2026-11-26T01:00:00.000Z');
    expect(giveUpAt('report-due', first, '2027-01-31T16:00:00.000Z', calendar)).toBe('2026-11-26T01:00:00.000Z');
    expect(giveUpAt('report-due', first, '2026-11-25T01:00:00.000Z', calendar)).toBe('2026-11-24T01:00:00.000Z');
  });

  it('is not hurried by a deadline that has passed', () => {
    expect(giveUpAt('report-late', first, '2026-11-20T16:00:00.000Z', calendar)).toBe('2026-11-26T01:00:00.000Z');
  });

  it('gives an invitation one working day, however long the holiday', () => {
    expect(giveUpAt('expert-invitation', first, null, calendar)).toBe('2026-11-24T01:00:00.000Z');
    expect(giveUpAt('expert-invitation', '2026-09-30T08:00:00.000Z', null, calendar)).toBe('2026-10-08T08:00:00.000Z');
    // Friday, and the Saturday after it is worked.
    expect(giveUpAt('expert-invitation', '2026-10-09T08:00:00.000Z', null, calendar)).toBe('2026-10-10T08:00:00.000Z');
  });
});

describe('deadlineInstant', () => {
  it('ends a day at 24:00 in Shanghai and takes an instant as it is', () => {
    expect(deadlineInstant({ due: '2026-11-24' })).toBe('2026-11-24T16:00:00.000Z');
    expect(deadlineInstant({ due: '2026-11-24T09:30:00.000Z' })).toBe('2026-11-24T09:30:00.000Z');
    expect(deadlineInstant({ due: null })).toBeNull();
    expect(deadlineInstant({})).toBeNull();
  });
});

describe('nextAttempt', () => {
  it('doubles from 30 s to an hour', () => {
    const tried = attempts('2026-11-23T01:00:00.000Z', '2026-11-26T01:00:00.000Z').map(Date.parse);
    const waits = tried.slice(1).map((at, i) => (at - tried[i]!) / 1000);
    expect(waits.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('always rises, ends at the limit exactly and stays far below a hundred', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 72 * 3600 }), (first, seconds) => {
        const limit = new Date(Date.parse(first) + seconds * 1000).toISOString();
        const tried = attempts(first, limit);
        expect(tried.at(-1)).toBe(limit);
        expect([...new Set(tried)].sort()).toEqual(tried);
        expect(tried.length).toBeLessThanOrEqual(82);
      }),
    );
  });
});
