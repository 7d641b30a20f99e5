import { Refusal } from '../errors';
import type { Chance } from './chance';
import type { Departure } from './departure';
import { type Fraction, fraction, isGreater, parseFraction, toText } from './fraction';

/** A chance above this is an appointment (指定), whatever it is called. */
const HALF = fraction(1, 2);

/** How far a draw appoints instead of drawing. */
export interface Designation {
  /** Exact, `n/d`. */
  highestChance: string;
  /** People whose chance is above one half. */
  people: number;
}

export function designationIn(chances: readonly Chance[]): Designation {
  const all = chances.map(({ chance }) => parseFraction(chance));
  const highest = all.reduce(greater, fraction(0));
  return { highestChance: toText(highest), people: all.filter((chance) => isGreater(chance, HALF)).length };
}

/**
 * A narrow filter is designation by another name: what appoints somebody in fact needs the director, who was shown how
 * high the highest chance would be.
 *
 * @throws Refusal POOL_TOO_NARROW when a chance is above one half and above what was approved
 */
export function assertNotDesignated(chances: readonly Chance[], departures: readonly Departure[]): void {
  const { highestChance, people } = designationIn(chances);
  const approved = departures
    .flatMap((departure) => (departure.highestChance === null ? [] : [parseFraction(departure.highestChance)]))
    .reduce(greater, HALF);
  if (!isGreater(parseFraction(highestChance), approved)) return;
  throw new Refusal('POOL_TOO_NARROW', { field: 'pool', value: highestChance, people, allowed: toText(approved) });
}

const greater = (a: Fraction, b: Fraction): Fraction => (isGreater(b, a) ? b : a);
