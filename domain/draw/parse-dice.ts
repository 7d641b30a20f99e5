import { Refusal } from '../errors';
import type { PublicRandomness } from './randomness';

/**
 * The digits of ten-sided dice, entered twice. Spaces between groups are ignored and full-width digits are read as
 * digits; nothing else is. Any digits are as good as any others: twenty zeros are a throw like every other.
 *
 * @param count fewest digits
 * @throws Refusal DICE_RANGE (which entry, which position from 1), DICE_TOO_FEW, DICE_MISMATCH (all differing positions)
 */
export function parseDice(first: string, second: string, count: number): PublicRandomness {
  const [digits, again] = [readDigits('first', first, count), readDigits('second', second, count)];
  const positions = Array.from({ length: Math.max(digits.length, again.length) }, (_, at) => at + 1).filter(
    (position) => digits[position - 1] !== again[position - 1],
  );
  if (positions.length > 0) throw new Refusal('DICE_MISMATCH', { field: 'second', positions });
  return { kind: 'dice', value: digits };
}

function readDigits(field: string, entry: string, count: number): string {
  const digits = entry.normalize('NFKC').replace(/\s/g, '');
  const wrong = digits.search(/[^0-9]/);
  if (wrong >= 0) {
    throw new Refusal('DICE_RANGE', { field, value: digits[wrong], position: wrong + 1, allowed: 'digits 0 to 9' });
  }
  if (digits.length < count) {
    throw new Refusal('DICE_TOO_FEW', { field, value: digits.length, allowed: `at least ${count} digits` });
  }
  return digits;
}
