import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';

/** Where the public randomness of a draw will come from; fixed in the commitment. */
export type RandomnessSource =
  /** At least `count` ten-sided dice, thrown by the witness in front of others. */
  | { kind: 'dice'; count: number }
  /** `count` numbers from 1 to `maximum` of the named lottery's draw of `date`, which lies after the commitment (RFC 3797). */
  | { kind: 'public-lottery'; name: string; date: LocalDate; count: number; maximum: number };

/** The randomness as it came, in the one spelling that enters the draw. */
export interface PublicRandomness {
  kind: RandomnessSource['kind'];
  /** Dice: the digits, `38215…`. Lottery: decimal numbers without leading zeros, each followed by a dot, `3.8.12.`. */
  value: string;
}

/** @throws Refusal RANDOMNESS_SOURCE when `randomness` is not what `source` announced or not in its one spelling */
export function assertFrom(source: RandomnessSource, randomness: PublicRandomness): void {
  const { kind, value } = randomness;
  const fits = kind === source.kind && (source.kind === 'dice' ? isDice(source, value) : isLottery(source, value));
  if (!fits) throw new Refusal('RANDOMNESS_SOURCE', { field: 'randomness', value: randomness, allowed: source });
}

const isDice = ({ count }: { count: number }, value: string): boolean =>
  /^[0-9]+$/.test(value) && value.length >= count;

function isLottery({ count, maximum }: { count: number; maximum: number }, value: string): boolean {
  const numbers = value.split('.').slice(0, -1);
  return (
    /^(?:[1-9][0-9]*\.)+$/.test(value) &&
    numbers.length === count &&
    numbers.every((number) => Number(number) <= maximum)
  );
}
