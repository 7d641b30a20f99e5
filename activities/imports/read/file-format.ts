import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';

/** What every zip, and every document of the old office formats, begins with. */
const ZIP = 'PK\u0003\u0004';
const OLD_OFFICE = '\u00d0\u00cf\u0011\u00e0';

export type SpreadsheetFormat = 'xlsx' | 'csv';

/**
 * What a spreadsheet is, told from its bytes. An old .xls, an .et and a workbook with a password look alike, and none can be
 * read; an ".xls" that web pages write is HTML.
 *
 * @throws Refusal FILE_EMPTY, FILE_OLD_FORMAT, FILE_TYPE_NOT_ALLOWED
 */
export function spreadsheetFormat(bytes: Uint8Array): SpreadsheetFormat {
  if (bytes.length === 0) throw new Refusal('FILE_EMPTY', { field: 'file', allowed: expected('file_with_table') });
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (start === OLD_OFFICE) throw new Refusal('FILE_OLD_FORMAT', { field: 'file', allowed: ['xlsx', 'csv'] });
  if (start === ZIP) return 'xlsx';
  const text = String.fromCharCode(...bytes.subarray(0, 200)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^\s*</.test(text) || text.startsWith('%PDF')) {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['xlsx', 'csv'] });
  }
  return 'csv';
}
