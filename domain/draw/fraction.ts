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

/** The largest decimal of so many places that is not above the fraction, from 0 on. */
export const roundedDown = ({ over, under }: Fraction, places: number): number =>
  Number((over * 10n ** BigInt(places)) / under) / 10 ** places;

/** The smallest decimal of so many places that is not below the fraction, from 0 on. */
export const roundedUp = ({ over, under }: Fraction, places: number): number =>
  Number((over * 10n ** BigInt(places) + under - 1n) / under) / 10 ** places;

/** A chance as published, `n/d`. */
export function parseFraction(text: string): Fraction {
  const [over, under] = text.split('/');
  return fraction(BigInt(over!), BigInt(under!));
}

export const isGreater = (a: Fraction, b: Fraction): boolean => a.over * b.under > b.over * a.under;

function gcd(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return divisor;
}
