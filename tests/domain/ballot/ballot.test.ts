import { assertTallyMayRun, outstandingSeats } from '../../../domain/ballot/ballot';
import type { Absence } from '../../../domain/panel/attendance';
import { panelOf, seatIds } from '../panel/panels';
import { refusalOf } from '../refusal-of';

const panel = panelOf(5);
const everyone = seatIds(panel);
const cast = (...ids: string[]) => ids.map((seatId) => ({ seatId }));
const absent = (seatId: string, change: Partial<Absence> = {}): Absence => ({
  seatId,
  reason: '突发疾病',
  recorderId: 'recorder',
  confirmedById: 'p-s1',
  ...change,
});

describe('the tally', () => {
  it('runs when every seat has voted', () => {
    expect(() => assertTallyMayRun(panel, cast(...everyone), [])).not.toThrow();
  });

  it('runs when the rest were recorded absent by two people', () => {
    const four = cast('s1', 's2', 's3', 's4');
    expect(() => assertTallyMayRun(panel, four, [absent('s5')])).not.toThrow();
    expect(() => assertTallyMayRun(panel, four.slice(1), [absent('s5'), absent('s1')])).not.toThrow();
    const alone = absent('s5', { recorderId: 'p-s1' });
    expect(refusalOf(() => assertTallyMayRun(panel, four, [alone])).code).toBe('SAME_PERSON');
  });

  it('keeps the vote of a member who left after it', () => {
    expect(() => assertTallyMayRun(panel, cast(...everyone), [absent('s5')])).not.toThrow();
  });

  it('waits for the others, and names seats only', () => {
    expect(refusalOf(() => assertTallyMayRun(panel, cast('s1', 's4'), [absent('s5')]))).toMatchObject({
      code: 'BALLOTS_OUTSTANDING',
      details: { value: ['s2', 's3'] },
    });
    expect(outstandingSeats(panel, [], [])).toEqual(everyone);
  });

  it('counts no vote twice and no stranger', () => {
    expect(refusalOf(() => assertTallyMayRun(panel, cast(...everyone, 's2'), []))).toMatchObject({
      code: 'SEAT_COUNTED_TWICE',
      details: { value: 's2' },
    });
    expect(refusalOf(() => assertTallyMayRun(panel, cast(...everyone, 's9'), [])).code).toBe('SEAT_NOT_ON_PANEL');
  });
});
