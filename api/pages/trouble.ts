import type { Refusal, RefusalDetails } from '../../domain/errors';
import { allowedInWords } from '../allowed-words';
import type { FieldError } from '../problem';
import { ruleFaultInWords } from './rules/fault-words';
import type { Words } from './words';

/** What is wrong with one field, in words; `field` is the name of its input. */
export interface FieldTrouble {
  field: string;
  text: string;
}

/** Why a form is shown again. */
export interface Trouble {
  status: number;
  title: string;
  detail: string | null;
  fields: FieldTrouble[];
}

/** Thrown by a page that finds fault with a form before it asks the API. */
export class Unfit extends Error {
  constructor(readonly fields: readonly FieldTrouble[]) {
    super('The form is not complete');
  }
}

/**
 * A refusal of the API in words, beside the field that it names.
 *
 * @param nameOf the input's name for a field of the API; null: it has none of its own
 */
export function troubleOf(
  refusal: Refusal,
  status: number,
  words: Words,
  nameOf: (field: string) => string | null = (field) => field,
): Trouble {
  const { code } = refusal;
  const details: RefusalDetails = {
    ...refusal.details,
    allowed: allowedInWords(refusal.details.allowed, words.locale),
  };
  const title = words.t(`errors.${code}.title`);
  const fieldWords = details.field ? (words.find(`fields.${details.field}.label`) ?? String(details.field)) : '';
  const told = code === 'RULE_SET_INVALID' ? ruleFaultInWords(details, words) : { field: fieldWords };
  const detail = words.find(`errors.${code}.detail`, { ...details, ...told });
  const errors =
    (details.errors as FieldError[] | undefined) ?? (details.field ? [details as unknown as FieldError] : []);
  const fields = errors.flatMap(({ field, allowed }) => {
    const name = nameOf(field);
    return name === null
      ? []
      : [{ field: name, text: code === 'BAD_INPUT' ? unfit(allowed, words) : (detail ?? title) }];
  });
  return { status, title, detail, fields };
}

/** A value that is not one of a short list is told the list. */
function unfit(allowed: unknown, words: Words): string {
  const list =
    Array.isArray(allowed) && allowed.every((each) => typeof each === 'string' && /\p{Script=Han}/u.test(each));
  return list ? words.t('fault.allowed', { allowed }) : words.t('form.unfit');
}

/** The same of what a page found itself. */
export const troubleOfForm = ({ fields }: Unfit, words: Words): Trouble => ({
  status: 400,
  title: words.t('form.errors'),
  detail: null,
  fields: [...fields],
});
