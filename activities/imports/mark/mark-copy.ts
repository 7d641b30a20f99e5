import ExcelJS from 'exceljs';
import { columnIndex } from '../../../domain/import/cell';
import { csvRows, decodeText } from '../read/csv-rows';
import { spreadsheetFormat } from '../read/file-format';

/** What is to be written at a place of a file. */
export interface Mark {
  sheet: number;
  row: number;
  /** Null: of the row as a whole. */
  column: string | null;
  severity: 'error' | 'note';
  text: string;
}

/** Light red and light yellow, as Excel shows bad and neutral cells. */
const FILL = { error: 'FFFFC7CE', note: 'FFFFEB9C' };

/**
 * A copy of a spreadsheet with its problems in it: cells at fault are coloured and say in a note what is wrong, and a column at
 * the end says it again for the whole row. A CSV file becomes a workbook.
 *
 * @param heading of that column
 */
export async function markCopy(bytes: Uint8Array, marks: readonly Mark[], heading: string): Promise<Uint8Array> {
  const workbook = await open(bytes);
  const columns = new Map<number, number>();
  for (const { sheet, row, column, severity, text } of marks) {
    const page = workbook.worksheets[sheet - 1];
    if (!page) continue;
    const last = columns.get(sheet) ?? page.columnCount + 1;
    if (!columns.has(sheet)) {
      columns.set(sheet, last);
      page.getCell(1, last).value = heading;
    }
    const remark = page.getCell(row, last);
    const place = column ? `${column}${row}：` : '';
    remark.value = [remark.value, `${place}${text}`].filter(Boolean).join('\n');
    if (column === null) continue;
    const cell = page.getCell(row, columnIndex(column) + 1);
    // A style may be shared with cells that are not at fault.
    cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: FILL[severity] } } };
    cell.note = text;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function open(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  if (spreadsheetFormat(bytes) === 'xlsx') {
    await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
    return workbook;
  }
  const page = workbook.addWorksheet('CSV');
  for (const { number, cells } of csvRows(decodeText(bytes).text)) {
    page.getRow(number).values = cells.map((cell) => cell?.text ?? null);
  }
  return workbook;
}
