import fc from 'fast-check';
import { fraction, toText } from '../../../domain/draw/fraction';
import { chanceValue, spreadOf } from '../../../ops/fairness/spread';
import { gini, holm, twoSidedP, uniformity, zScore } from '../../../ops/fairness/statistics';
import { numbersFrom } from '../../domain/draw/pools';

describe('holm', () => {
  it('steps down', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, at) => {
      expect(adjusted[at]).toBeCloseTo(p, 12);
    });
  });
});

describe('twoSidedP', () => {
  it.each([
    [0, 1],
    [1.959964, 0.05],
    [-2.575829, 0.01],
    [3.290527, 0.001],
  ])('of z = %d is %d', (z, p) => {
    expect(twoSidedP(z)).toBeCloseTo(p, 6);
  });
});

test('zScore counts standard deviations of a binomial', () => {
  expect(zScore(60, 100, 0.5)).toBeCloseTo(2, 12);
});

describe('uniformity', () => {
  // Quantiles of Kolmogorov's distribution.
  it.each([
    [1.22385, 0.1],
    [1.3581, 0.05],
    [1.62762, 0.01],
  ])('has the limit distribution: λ = %d is p = %d', (lambda, p) => {
    const n = 10_000;
    const shift = lambda / (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
    const values = Array.from({ length: n }, (_, at) => (at + 0.5) / n).map((value) =>
      Math.max(0, value - shift + 0.5 / n),
    );
    const found = uniformity(values);
    expect(found.distance).toBeCloseTo(shift, 9);
    expect(found.p).toBeCloseTo(p, 4);
  });

  it('finds nothing in an even grid, and everything in one place', () => {
    expect(uniformity(Array.from({ length: 100 }, (_, at) => (at + 0.5) / 100))).toEqual({
      distance: expect.any(Number),
      p: 1,
    });
    expect(uniformity(Array.from({ length: 100 }, () => 0.5)).p).toBeLessThan(1e-9);
  });

  it('calls one uniform sample in twenty unlikely', () => {
    const random = numbersFrom('uniformity');
    const samples = Array.from({ length: 400 }, () => Array.from({ length: 100 }, () => random(1 << 30) / (1 << 30)));
    const unlikely = samples.filter((sample) => uniformity(sample).p < 0.05).length;
    expect(unlikely).toBeGreaterThan(8);
    expect(unlikely).toBeLessThan(34);
  });
});

describe('gini', () => {
  it.each([
    [[2, 2, 2, 2], 0],
    [[0, 0, 0, 1], 0.75],
    [[1, 3], 0.25],
    [[0, 0], 0],
  ])('of %j is %d', (values, expected) => {
    expect(gini(values)).toBeCloseTo(expected, 12);
  });
});

describe('spreadOf', () => {
  it('is exact', () => {
    const chances = ['1/3', '1/2', '1/6'].map((chance, at) => ({ id: `${at}`, chance }));
    expect(spreadOf(chances)).toEqual({
      sum: '1/1',
      ideal: '1/3',
      lowest: '1/6',
      highest: '1/2',
      gini: '2/9',
      geometricMean: expect.closeTo((1 / 36) ** (1 / 3), 12),
    });
  });

  it('agrees with the same figures in floating point, and never has a mean root above the mean', () => {
    const anyChance = fc.record({ over: fc.integer({ min: 1, max: 10_000 }), under: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.array(anyChance, { minLength: 1, maxLength: 30 }), (parts) => {
        const chances = parts.map(({ over, under }, at) => ({
          id: `${at}`,
          chance: toText(fraction(over, 10_000 * under)),
        }));
        const values = chances.map(({ chance }) => chanceValue(chance));
        const spread = spreadOf(chances);
        expect(chanceValue(spread.gini)).toBeCloseTo(gini(values), 9);
        expect(chanceValue(spread.lowest)).toBe(Math.min(...values));
        expect(chanceValue(spread.highest)).toBe(Math.max(...values));
        expect(spread.geometricMean).toBeLessThanOrEqual(chanceValue(spread.ideal) + 1e-12);
      }),
    );
  });
});
