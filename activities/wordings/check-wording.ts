import { fillMailText, type MailText } from '../../domain/mail/mail-text';
import type { PaperDocument } from '../../domain/papers/paper-document';
import type { PaperTemplate } from '../../domain/papers/paper-template';
import { sampleDocument, sampleFacts } from '../../domain/papers/sample-facts';
import { emptied, type Facts } from '../../domain/wordings/fill-text';
import { sampleMailFacts } from '../mail/sample';
import { READERS, shippedWording, type WordingSubject, type Wordings } from './shipped-wordings';

interface Sampling<B> {
  /** What a wording may name, with something in every field; a list with the fields of its rows. */
  facts(code: string): Facts;
  /** Fills it with all fields and with none, so that everything that it can ever say is tried. */
  try(body: B): void;
}

const SAMPLING: { readonly [S in WordingSubject]: Sampling<Wordings[S]> } = {
  paper: {
    facts: (code) => sampleFacts(shippedWording('paper', code)),
    try: (body) => void samplePaper(body, 0),
  },
  mail: {
    facts: (code) => sampleMailFacts(code as MailText['code']),
    try(body) {
      const facts = sampleMailFacts(body.code);
      for (const each of [facts, emptied(facts)]) fillMailText(body, each);
    },
  },
};

export const wordingFacts = (subject: WordingSubject, code: string): Facts => SAMPLING[subject].facts(code);

/**
 * A wording from JSON, all of which can be filled: what is wrong with it is told when it is proposed, never when it is used.
 *
 * @throws Refusal WORDING_INVALID, WORDING_FIELD_UNKNOWN with the part, what it says and what is allowed
 */
export function checkWording<S extends WordingSubject>(subject: S, code: string, json: object): Wordings[S] {
  const body = READERS[subject]({ ...json, code });
  (SAMPLING[subject] as Sampling<Wordings[S]>).try(body);
  return body;
}

/** A day that is no day of an issued paper. */
const SAMPLE_DAY = '2026-01-01';

/** A paper as it will look, with the names of its fields for their contents. */
export function samplePaper(template: PaperTemplate, version: number): PaperDocument {
  return sampleDocument(template, shippedWording('paper', template.code), {
    template: { code: template.code, version },
    issuer: '〔bureau〕',
    reference: null,
    date: SAMPLE_DAY,
    draft: true,
    practice: false,
    colophon: `${template.code} ${version}`,
  });
}
