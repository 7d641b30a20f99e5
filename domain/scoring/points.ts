/**
 * Scores are computed and stored as integer hundredths of a point, so that no sum, mean or comparison ever meets a
 * floating error. Rule sets and pages speak of points (3.5); these functions stand between the two.
 */
export type Hundredths = number;

/** True for a number of points with at most two decimals. */
export function isPoints(points: unknown): points is number {
  return typeof points === 'number' && Number.isFinite(points) && Math.round(points * 100) / 100 === points;
}

/** 3.5 points → 350. Throws a RangeError for more than two decimals. */
export function hundredths(points: number): Hundredths {
  if (!isPoints(points)) throw new RangeError(`${points} is not a number of points with at most two decimals`);
  return Math.round(points * 100);
}

/** 350 → '3.5', 8986 → '89.86', 9000 → '90'. */
export function pointsText(value: Hundredths): string {
  const whole = Math.trunc(value / 100);
  const rest = String(value % 100).padStart(2, '0');
  return rest === '00' ? String(whole) : `${whole}.${rest.replace(/0$/, '')}`;
}

/** A non-negative rational number of hundredths, with integers no larger than 2^51. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

export function sumOf(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(
    (sum, next) => {
      const denominator = (sum.denominator / commonDivisor(sum.denominator, next.denominator)) * next.denominator;
      return {
        numerator: sum.numerator * (denominator / sum.denominator) + next.numerator * (denominator / next.denominator),
        denominator,
      };
    },
    { numerator: 0, denominator: 1 },
  );
}

/** The nearest whole hundredth, a half rounded up. */
export function rounded({ numerator, denominator }: Fraction): Hundredths {
  const rest = numerator % denominator;
  return (numerator - rest) / denominator + (2 * rest >= denominator ? 1 : 0);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
