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

/** `n/d`, the form in which chances are published. */
export const toText = ({ over, under }: Fraction): string => `${over}/${under}`;

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
