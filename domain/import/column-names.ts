import { plain } from './text';

/** Which field a column's heading stands for, by its comparable form; null is a heading that is to be passed over. */
export type ColumnNames = ReadonlyMap<string, string | null>;

/** A heading for comparing: without units, brackets, stars and colons: `总投资（亿元）*` is `总投资`. */
export function headingKey(text: string): string {
  return plain(text)
    .replace(/[(（【[][^)）】\]]*[)）】\]]/g, '')
    .replace(/[*:：、,，.。/\\"“”]/g, '')
    .replace(/_wan$/, '');
}

/**
 * The table of names: those that ship with the software, then those a bureau learned, which go before.
 *
 * @param shipped headings by field
 */
export function columnNames(
  shipped: Readonly<Record<string, readonly string[]>>,
  learned: readonly { name: string; field: string | null }[] = [],
): ColumnNames {
  const names = new Map<string, string | null>();
  for (const [field, headings] of Object.entries(shipped))
    for (const each of headings) names.set(headingKey(each), field);
  for (const { name, field } of learned) names.set(headingKey(name), field);
  return names;
}
