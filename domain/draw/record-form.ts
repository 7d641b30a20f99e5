import { isLocalDate, type LocalDate } from '../calendar/local-date';
import { type Instant, toInstant } from '../calendar/local-time';
import { compareBytes } from '../crypto/compare-bytes';
import { Refusal } from '../errors';
import { choice, integer, invalid, listOf, matching, type Reader, shape, text, variants } from '../rules/reader';
import type { Fault } from './checks';
import type { PublicRandomness, RandomnessSource } from './randomness';

/** Where a record has another form than `reader` reads, or null: a member too many, too few or of another kind. */
export function formFault(reader: Reader<unknown>, body: unknown): Fault | null {
  try {
    reader(body, '');
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { ...error.details, code: 'WRONG_FORM' };
    throw error;
  }
}

/** 32 bytes: a hash, a secret, or a salted id. */
export const bytes32 = matching(/^[0-9a-f]{64}$/, '32 bytes in lower-case hexadecimal');

export const date: Reader<LocalDate> = (value, field) =>
  isLocalDate(value) ? value : invalid(field, value, 'a day as YYYY-MM-DD');

export const instant: Reader<Instant> = (value, field) => {
  const isInstant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'a time as YYYY-MM-DDThh:mm:ss.mmmZ')(
    value,
    field,
  );
  return toInstant(isInstant) === value ? value : invalid(field, value, 'an existing time');
};

/** Texts in the order of their bytes, each once. */
export const sortedTexts: Reader<string[]> = (value, field) => {
  const texts = listOf(text)(value, field);
  const at = texts.findIndex((one, index) => index > 0 && compareBytes(texts[index - 1]!, one) >= 0);
  return at < 0 ? texts : invalid(`${field}[${at}]`, texts[at], 'texts in the order of their bytes, each once');
};

type Dice = Extract<RandomnessSource, { kind: 'dice' }>;
type PublicLottery = Extract<RandomnessSource, { kind: 'public-lottery' }>;

export const diceSource: Reader<Dice> = shape<Dice>({ kind: choice(['dice']), count: integer(20) });

export const source: Reader<RandomnessSource> = variants<RandomnessSource>({
  dice: diceSource,
  'public-lottery': shape<PublicLottery>({
    kind: choice(['public-lottery']),
    name: text,
    date,
    count: integer(1),
    maximum: integer(1),
  }),
});

export const randomness: Reader<PublicRandomness> = shape<PublicRandomness>({
  kind: choice(['dice', 'public-lottery']),
  value: text,
});
