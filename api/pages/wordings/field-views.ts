import type { Words } from '../words';

/** A field that a wording may name, with what it holds in the sample. */
interface FieldView {
  name: string;
  sample: string;
  /** A list: the fields of its rows. */
  rows: FieldView[] | null;
}

/** What may be named, as it is written: `{project}`. */
export function fieldViews(fields: object, words: Words): FieldView[] {
  return Object.entries(fields).map(([name, value]) => ({
    name: Array.isArray(value) || typeof value === 'boolean' ? name : `{${name}}`,
    sample: sampleOf(name, value, words),
    rows: Array.isArray(value) ? fieldViews((value[0] ?? {}) as object, words) : null,
  }));
}

function sampleOf(name: string, value: unknown, words: Words): string {
  if (Array.isArray(value)) return words.t('wordings.is-list');
  if (typeof value === 'boolean') return words.t('wordings.is-flag');
  const label = words.find(`wordings.fields.${name}`) ?? words.find(`fields.${name}.label`);
  const text = String(value);
  return text === `〔${name}〕` ? (label ?? '') : text;
}
