import { parse } from 'csv-parse/sync';
import { Refusal } from '../../../domain/errors';
import type { SheetRow } from '../../../domain/import/cell';

export type Encoding = 'utf-8' | 'gb18030';

/**
 * The text of a CSV file: UTF-8, else GB18030. In that order, since GB18030 can swallow what is UTF-8 without an error; a file
 * in which neither is without fault, or that holds what no text has, is refused.
 *
 * @throws Refusal FILE_ENCODING
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      if (!/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text)) return { text, encoding };
    } catch {
      // Not in this one.
    }
  }
  throw new Refusal('FILE_ENCODING', { field: 'file', allowed: ['UTF-8', 'GB18030', 'xlsx'] });
}

/** The rows of a CSV file with commas, semicolons or tabs, numbered by its lines as records. @throws Refusal FILE_TYPE_NOT_ALLOWED */
export function csvRows(text: string): SheetRow[] {
  const head = text.slice(0, 2_000);
  const count = (mark: string) => head.split(mark).length;
  const [delimiter] = [',', '\t', ';'].sort((a, b) => count(b) - count(a));
  const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, bom: true };
  let records: string[][];
  try {
    records = parse(text, options);
  } catch {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['xlsx', 'csv'] });
  }
  return records.map((cells, at) => ({
    number: at + 1,
    cells: cells.map((cell) => (cell.trim() === '' ? undefined : { text: cell })),
  }));
}
