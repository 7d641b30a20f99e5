import fc from 'fast-check';
import { hundredths, isPoints, pointsText, rounded, sumOf } from '../../../domain/scoring/points';

const fraction = fc.record({
  numerator: fc.integer({ min: 0, max: 20_000 }),
  denominator: fc.integer({ min: 1, max: 15 }),
});

describe('points', () => {
  it.each([
    [350, '3.5'],
    [8986, '89.86'],
    [9000, '90'],
    [5, '0.05'],
    [0, '0'],
    [10_000, '100'],
  ])('%d hundredths read %s', (value, words) => {
    expect(pointsText(value)).toBe(words);
    expect(hundredths(Number(words))).toBe(value);
  });

  it('go through text and back unchanged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (value) => hundredths(Number(pointsText(value))) === value),
    );
  });

  it('have no more than two decimals', () => {
    expect([0.1, 0.29, 4.35, 1.005, Number.NaN, Number.POSITIVE_INFINITY, '1'].map(isPoints)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(() => hundredths(0.125)).toThrow(RangeError);
  });

  it('a half rounds up', () => {
    expect(rounded({ numerator: 1, denominator: 2 })).toBe(1);
    expect(rounded({ numerator: 3, denominator: 2 })).toBe(2);
    expect(rounded({ numerator: 62_900, denominator: 7 })).toBe(8986);
  });

  it('sums keep to the smallest denominator', () => {
    expect(sumOf(Array(20).fill({ numerator: 10_000, denominator: 11 }))).toEqual({
      numerator: 200_000,
      denominator: 11,
    });
  });

  it('rounding is exact: never further than half from the rational, checked in BigInt', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 8 }), (fractions) => {
        const sum = sumOf(fractions);
        const common = fractions.reduce((product, { denominator }) => product * BigInt(denominator), 1n);
        const exact = fractions.reduce(
          (total, { numerator, denominator }) => total + (BigInt(numerator) * common) / BigInt(denominator),
          0n,
        );
        expect(BigInt(sum.numerator) * common).toBe(exact * BigInt(sum.denominator));
        const twice = 2n * BigInt(rounded(sum)) * common - 2n * exact;
        expect(twice > -common && twice <= common).toBe(true);
      }),
    );
  });
});
