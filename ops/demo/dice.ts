import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that can be thrown again. */
export interface Dice {
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  /** True in this share of cases. */
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
}

const FINE = 1_000_000;

/** The dice of one subject: for the same seed and name always the same numbers, so that no order of events changes them. */
export function diceFor(seed: number, name: string): Dice {
  const generator = xoroshiro128plus(createHash('sha256').update(`${seed}/${name}`).digest().readInt32BE());
  const int = (min: number, max: number) => uniformInt(generator, min, max);
  return {
    int,
    chance: (share) => int(1, FINE) <= share * FINE,
    pick: <T>(items: readonly T[]): T => items[int(0, items.length - 1)]!,
  };
}
