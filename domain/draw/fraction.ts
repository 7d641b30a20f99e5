/** An exact rational number in lowest terms with a positive denominator. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** `over` / `under` in lowest terms; `under` is not zero. */
export function fraction(over: bigint | number, under: bigint | number = 1n): Fraction {
  const [a, b] = [BigInt(over), BigInt(under)];
  const divisor = gcd(a < 0n ? -a : a, b < 0n ? -b : b) * (b < 0n ? -1n : 1n);
  return { over: a / divisor, under: b / divisor };
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.over * b.under + b.over * a.under, a.under * b.under);

export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.over, a.under * b.under);

/** `n/d`, the form in which chances are published. */
export const toText = ({ over, under }: Fraction): string => `${over}/${under}`;

/** The nearest double, for display and comparison; exact enough for chances. */
export const toNumber = ({ over, under }: Fraction): number => Number(over) / Number(under);

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
