import fc from 'fast-check';
import type { PlannedSeat } from '../../../domain/draw/plan-seats';
import { seatMembers } from '../../../domain/draw/seat-members';
import { people } from './questions';

const seats = (...quotas: (string | null)[]): PlannedSeat[] => [
  { number: 1, role: 'leader', from: 'organiser', quota: null },
  ...quotas.map((quota, at): PlannedSeat => ({ number: at + 2, role: 'expert', from: 'draw', quota })),
];
const placed = (...given: Parameters<typeof seatMembers>) =>
  seatMembers(...given).map(({ number, id }) => `${number} ${id}`);

describe('seatMembers', () => {
  it('puts each on a seat of his specialty, and the rest on open seats', () => {
    const members = people([['transport'], [], ['archives']]);
    expect(placed(seats('archives', 'transport', null), members)).toEqual(['2 p2', '3 p0', '4 p1']);
  });

  it('moves somebody of two specialties for somebody of one', () => {
    const members = people([['archives', 'transport'], ['archives']]);
    expect(placed(seats('archives', 'transport'), members)).toEqual(['2 p1', '3 p0']);
  });

  it('seats a stranger where a member of two specialties fills two quotas', () => {
    const members = people([['archives', 'transport'], ['water']]);
    expect(placed(seats('archives', 'transport'), members)).toEqual(['2 p0', '3 p1']);
  });

  it('seats everybody once, whatever they are', () => {
    const tags = fc.subarray(['archives', 'transport']);
    const anyCase = fc.array(fc.tuple(tags, fc.constantFrom('archives', 'transport', null)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(anyCase, (pairs) => {
        const members = people(pairs.map(([own]) => own));
        const seated = seatMembers(seats(...pairs.map(([, quota]) => quota)), members);
        expect(seated.map(({ number }) => number)).toEqual(pairs.map((_, at) => at + 2));
        expect(seated.map(({ id }) => id).sort()).toEqual(members.map(({ id }) => id).sort());
      }),
    );
  });
});
