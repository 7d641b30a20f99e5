import fc from 'fast-check';
import {
  type Absence,
  type AttendanceEvent,
  assertAbsence,
  assertDeparture,
  presentSeats,
} from '../../../domain/panel/attendance';
import { refusalOf } from '../refusal-of';
import { panelOf, seatIds } from './panels';

const panel = panelOf(5);
const everyone = seatIds(panel);
const absence = (change: Partial<Absence> = {}): Absence => ({
  seatId: 's5',
  reason: '家中急事，14:20离会',
  recorderId: 'recorder',
  confirmedById: 'p-s1',
  ...change,
});

describe('attendance', () => {
  it('is who checked in and has not left; a seat may come back', () => {
    const events: AttendanceEvent[] = [
      { kind: 'checked_in', seatId: 's5' },
      { kind: 'checked_in', seatId: 's1' },
      { kind: 'checked_in', seatId: 's3' },
      { kind: 'departed', seatId: 's5' },
    ];
    expect(presentSeats(panel, events)).toEqual(['s1', 's3']);
    expect(presentSeats(panel, [...events, { kind: 'checked_in', seatId: 's5' }])).toEqual(['s1', 's3', 's5']);
    expect(presentSeats(panel, [])).toEqual([]);
  });

  it('knows no seat that is not on the panel', () => {
    expect(refusalOf(() => presentSeats(panel, [{ kind: 'checked_in', seatId: 's9' }])).code).toBe('SEAT_NOT_ON_PANEL');
  });

  it('depends on the last event of each seat alone', () => {
    const event = fc.record({
      kind: fc.constantFrom<AttendanceEvent['kind']>('checked_in', 'departed'),
      seatId: fc.constantFrom(...everyone),
    });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const last = everyone.filter((id) => events.findLast(({ seatId }) => seatId === id)?.kind === 'checked_in');
        expect(presentSeats(panel, events)).toEqual(last);
      }),
    );
  });
});

describe('an absence rests on two people', () => {
  it('the recorder and the leader, or the deputy when it is the leader’s own', () => {
    expect(() => assertAbsence(panel, everyone, absence())).not.toThrow();
    expect(() => assertAbsence(panel, everyone, absence({ seatId: 's1', confirmedById: 'p-s2' }))).not.toThrow();
    expect(refusalOf(() => assertAbsence(panel, everyone, absence({ seatId: 's1' })))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      details: { field: 'confirmedById' },
    });
  });

  it('the deputy takes over when the leader is gone', () => {
    const rest = everyone.slice(1);
    expect(() => assertAbsence(panel, rest, absence({ confirmedById: 'p-s2' }))).not.toThrow();
    expect(refusalOf(() => assertAbsence(panel, rest, absence())).code).toBe('ACT_NOT_YOURS');
  });

  it('the last who presides confirms his own leaving', () => {
    const rest = ['s2', 's3', 's4'];
    const own = absence({ seatId: 's2', confirmedById: 'p-s2' });
    expect(() => assertDeparture(panel, rest, own)).not.toThrow();
    expect(refusalOf(() => assertAbsence(panel, ['s3', 's4'], own)).code).toBe('NOBODY_PRESIDES');
  });

  it('never one person for both, nor a recorder on the panel', () => {
    expect(refusalOf(() => assertAbsence(panel, everyone, absence({ recorderId: 'p-s1' }))).code).toBe('SAME_PERSON');
    expect(refusalOf(() => assertAbsence(panel, everyone, absence({ recorderId: 'p-s5' }))).code).toBe('SAME_PERSON');
  });

  it('with a reason', () => {
    expect(refusalOf(() => assertAbsence(panel, everyone, absence({ reason: ' ' }))).code).toBe('REASON_REQUIRED');
  });

  it('and nobody leaves who is not there', () => {
    expect(refusalOf(() => assertDeparture(panel, everyone.slice(0, 4), absence())).code).toBe('SEAT_NOT_PRESENT');
  });
});
