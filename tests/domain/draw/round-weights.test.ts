import fc from 'fast-check';
import { roundWeights, type Share } from '../../../domain/draw/round-weights';

const anyShares = fc
  .array(
    fc.record({ types: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }), size: fc.integer({ min: 1, max: 999 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((rows): Share[] => {
    const all = rows.reduce((sum, { size }) => sum + size, 0);
    return rows.map(({ types, size }) => ({ types, share: size / all }));
  });

/** What a person of each type gets more or less than his due, in draws of `total`. */
const excess = (shares: readonly Share[], weights: readonly number[], people: readonly number[], total: number) =>
  people.map((count, type) => {
    const of = (row: number) => shares[row]!.types.filter((one) => one === type).length;
    return shares.reduce((sum, { share }, row) => sum + of(row) * (weights[row]! - share * total), 0) / count;
  });

describe('roundWeights', () => {
  it('rounds each up or down, keeps the sum, and stays within its bound', () => {
    const people = [1, 2, 5, 10, 40];
    fc.assert(
      fc.property(anyShares, fc.constantFrom(100, 10_000), (shares, total) => {
        const weights = roundWeights(shares, people, total);
        expect(weights.reduce((a, b) => a + b)).toBe(total);
        for (const [row, { share }] of shares.entries()) {
          expect(Math.abs(weights[row]! - share * total)).toBeLessThan(1 + 1e-9);
        }
        excess(shares, weights, people, total).forEach((off, type) => {
          const seats = shares.reduce((sum, { types }) => sum + types.filter((one) => one === type).length, 0);
          expect(Math.abs(off)).toBeLessThanOrEqual(seats / people[type]! + 1e-9);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is whole', () => {
    const shares = [0.25, 0.5, 0.25].map((share, type) => ({ types: [type], share }));
    expect(roundWeights(shares, [1, 1, 1], 10_000)).toEqual([2_500, 5_000, 2_500]);
  });

  it('comes nearer to the chances than largest remainders do', () => {
    // By remainder the first two go up, which gives type 0 one seat too many.
    const shares = [
      { types: [0, 1], share: 0.155 },
      { types: [0, 2], share: 0.155 },
      { types: [3, 1], share: 0.345 },
      { types: [3, 2], share: 0.345 },
    ];
    const people = [1, 10, 10, 10];
    const weights = roundWeights(shares, people, 100);
    const off = excess(shares, weights, people, 100);
    expect(off[0]).toBeCloseTo(0, 9);
    expect(off[3]).toBeCloseTo(0, 9);
  });
});
