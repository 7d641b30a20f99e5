import { Refusal } from '../errors';
import type { PublicRandomness, RandomnessSource } from './randomness';

/**
 * The numbers of a public lottery in their published order, entered twice. Leading zeros are dropped: `08` and `8` are
 * one number, but would be two different draws (RFC 3797 §4.1 asks for one agreed spelling).
 *
 * @throws Refusal LOTTERY_RESULT_RANGE, LOTTERY_RESULT_MISMATCH
 */
export function parseLotteryResult(
  first: string,
  second: string,
  source: Extract<RandomnessSource, { kind: 'public-lottery' }>,
): PublicRandomness {
  const [numbers, again] = [readNumbers('first', first, source), readNumbers('second', second, source)];
  const positions = numbers.flatMap((number, at) => (number === again[at] ? [] : [at + 1]));
  if (positions.length > 0) throw new Refusal('LOTTERY_RESULT_MISMATCH', { field: 'second', positions });
  return { kind: 'public-lottery', value: numbers.map((number) => `${number}.`).join('') };
}

function readNumbers(field: string, entry: string, { count, maximum }: { count: number; maximum: number }): number[] {
  const words = entry
    .normalize('NFKC')
    .split(/[\s,.+、，]+/)
    .filter((word) => word !== '');
  const numbers = words.map((word) => (/^[0-9]{1,6}$/.test(word) ? Number(word) : Number.NaN));
  const inRange = numbers.every((number) => number >= 1 && number <= maximum);
  if (numbers.length !== count || !inRange) {
    throw new Refusal('LOTTERY_RESULT_RANGE', {
      field,
      value: entry,
      allowed: `${count} numbers from 1 to ${maximum}`,
    });
  }
  return numbers;
}
