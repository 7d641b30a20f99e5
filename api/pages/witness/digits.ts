import { type Sent, type Submitting, text } from '../page';
import { Unfit } from '../trouble';

/** What the dice showed, read off them twice. */
export interface Digits {
  first: string;
  second: string;
}

/** The digits of `partials/witness-digits.hbs`. @throws Unfit when they are no digits or differ */
export function readDigits({ sent, words }: Pick<Submitting, 'sent' | 'words'>): Digits {
  const first = digits(sent, 'first');
  const second = digits(sent, 'second');
  const faults = Object.entries({ first, second })
    .filter(([, each]) => !/^\d+$/.test(each))
    .map(([field]) => ({ field, text: words.t('witness.digits-only') }));
  if (faults.length === 0 && first !== second) faults.push({ field: 'second', text: words.t('witness.differs') });
  if (faults.length > 0) throw new Unfit(faults);
  return { first, second };
}

const digits = (sent: Sent, name: string): string => text(sent, name).replace(/[\s,，、-]/g, '');
