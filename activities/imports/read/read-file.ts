import { Refusal } from '../../../domain/errors';
import { type Cell, columnLetter, type SheetRow } from '../../../domain/import/cell';
import type { ColumnNames } from '../../../domain/import/column-names';
import { expected } from '../../../domain/import/expected';
import type { KindDefinition, Located } from '../../../domain/import/kind';
import { LISTED_PROBLEMS, type Place, type Problem, type ReadTable } from '../../../domain/import/report';
import { isMarkedSecret } from '../../../domain/import/secrecy';
import { type SheetHead, TableReader } from '../../../domain/import/table-reader';
import { csvRows, decodeText, type Encoding } from './csv-rows';
import { type SpreadsheetFormat, spreadsheetFormat } from './file-format';
import { sheetRows } from './sheet-rows';
import { readMerges, readWorkbook } from './workbook';
import { workbookParts } from './workbook-parts';

/** Columns that a table of people has at most. */
const COLUMNS = 100;
const SECRETS_NAMED = 20;

/** How a file was understood, without its records. */
export interface FileReading {
  format: SpreadsheetFormat;
  /** Of a CSV file. */
  encoding: Encoding | null;
  tables: ReadTable[];
  problems: Problem[];
  /** Problems beyond those listed, and how many of them are errors. */
  unlisted: number;
  unlistedErrors: number;
}

type Sheet = SheetHead & { rows: Iterable<SheetRow[]> };

/**
 * Reads a spreadsheet: finds its tables and hands over their records as they come. All of a file marked as a state secret is
 * looked through for marks, and nothing of it is handed on after the first.
 *
 * @param take gets the records, some at a time
 * @throws Refusal for a file that can't be read, SECRECY_NOT_ALLOWED naming rows and columns and no text
 */
export function readFile<Rec>(
  { bytes, name, year }: { bytes: Uint8Array; name: string; year?: number },
  kind: KindDefinition<Rec>,
  names: ColumnNames,
  take: (records: Located<Rec>[]) => void,
): FileReading {
  const format = spreadsheetFormat(bytes);
  const reading: FileReading = { format, encoding: null, tables: [], problems: [], unlisted: 0, unlistedErrors: 0 };
  const secrets: Place[] = isMarkedSecret(name) ? [{ sheet: 0, row: null, column: null }] : [];
  const twins = new Map<string, string>();
  let count = 0;
  for (const sheet of sheetsOf(bytes, format, reading)) {
    if (isMarkedSecret(sheet.name)) secrets.push({ sheet: sheet.number, row: null, column: null });
    const tables = new TableReader(kind, names, sheet, twins, { year });
    for (const rows of sheet.rows) {
      const records: Located<Rec>[] = [];
      for (const row of rows) {
        const { cells, number } = row;
        if (cells.length > COLUMNS) requireNarrow(cells, sheet.number, number);
        const record = tables.hopeless ? null : tables.push(row);
        const mark = cells.findIndex((cell, at) => cell && isMarkedSecret(cell.text, tables.isSecrecyColumn(at)));
        if (mark >= 0) secrets.push({ sheet: sheet.number, row: number, column: columnLetter(mark) });
        if (record) records.push(record);
      }
      count += records.length;
      if (count > kind.rows) throw new Refusal('FILE_TOO_LONG', { field: 'file', value: count, allowed: kind.rows });
      if (records.length > 0 && secrets.length === 0) take(records);
      list(reading, tables.problems.splice(0));
    }
    tables.end();
    list(reading, tables.problems);
    reading.tables.push(...tables.tables);
  }
  refuseSecrets(secrets);
  if (reading.tables.length === 0)
    throw new Refusal('HEADER_NOT_FOUND', { field: 'file', allowed: headings(kind, names) });
  return reading;
}

function sheetsOf(bytes: Uint8Array, format: SpreadsheetFormat, reading: FileReading): Sheet[] {
  if (format === 'csv') {
    const { text, encoding } = decodeText(bytes);
    reading.encoding = encoding;
    return [{ number: 1, name: '', merges: [], rows: [csvRows(text)] }];
  }
  const parts = workbookParts(bytes);
  const workbook = readWorkbook(parts);
  return workbook.sheets.map(({ name, part }, at) => ({
    number: at + 1,
    name,
    merges: readMerges(part),
    rows: sheetRows(part, workbook),
  }));
}

function list(reading: FileReading, problems: readonly Problem[]): void {
  for (const problem of problems) {
    if (reading.problems.length < LISTED_PROBLEMS) reading.problems.push(problem);
    else {
      reading.unlisted += 1;
      if (problem.severity === 'error') reading.unlistedErrors += 1;
    }
  }
}

function requireNarrow(cells: readonly (Cell | undefined)[], sheet: number, row: number): void {
  const far = cells.findIndex((cell, at) => at >= COLUMNS && cell !== undefined);
  if (far < 0) return;
  throw new Refusal('FILE_TOO_WIDE', { field: 'file', sheet, row, column: columnLetter(far), allowed: COLUMNS });
}

function refuseSecrets([first, ...more]: readonly Place[]): void {
  if (!first) return;
  const places = [first, ...more].slice(0, SECRETS_NAMED);
  throw new Refusal('SECRECY_NOT_ALLOWED', {
    field: 'file',
    ...first,
    allowed: expected('classified_counts'),
    places,
  });
}

function headings(kind: KindDefinition<unknown>, names: ColumnNames): string[] {
  return kind.required.map((field) => [...names].find(([, of]) => of === field)?.[0] ?? field);
}
