import { Format } from '../format';
import type { Words } from '../words';

/** Fields of a form with what was filed in them; what was left empty is left out. */
export function filedFacts(form: unknown, fields: readonly string[], words: Words): { label: string; value: string }[] {
  const filed = (form ?? {}) as Record<string, unknown>;
  return fields.flatMap((name) => {
    const label = words.find(`fields.${name}.label`);
    const said = saidOf(filed[name], words);
    return label && said ? [{ label, value: said }] : [];
  });
}

function saidOf(value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return words.t(`form.${value}`);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value
      .map((each) => saidOf(each, words))
      .filter(Boolean)
      .join(words.t('list.comma'));
  const { name, value: date, precision } = value as { name?: string; value?: string; precision?: string };
  return name ?? (date ? new Format(words).partialDate(date, precision ?? 'day') : '');
}
