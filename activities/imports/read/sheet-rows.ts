import { fromDayNumber } from '../../../domain/calendar/local-date';
import { type Cell, columnIndex, type SheetRow } from '../../../domain/import/cell';
import type { Workbook } from './workbook';
import { parseXml } from './workbook-parts';

/** The day that spreadsheets number 0, as days since 1970; and the same where they count from 1904. */
const ZERO_DAY = -25_569;
const ZERO_DAY_1904 = -24_107;
const LAST_DAY = 2_958_465;

/** The rows of a sheet in order, some at a time; rows and cells that hold nothing are left out. */
export function* sheetRows(part: Uint8Array, { strings, isDate, from1904 }: Workbook): Generator<SheetRow[]> {
  let rows: SheetRow[] = [];
  let number = 0;
  let hidden = false;
  let cells: (Cell | undefined)[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value: string | null = null;
  let formula = false;
  let listening = false;

  function cell(): Cell | undefined {
    if (value === null || value === '')
      return formula ? { text: '=', formula, flaw: 'FORMULA_WITHOUT_VALUE' } : undefined;
    const made = cellOf(value);
    return formula ? { ...made, formula } : made;
  }

  function cellOf(raw: string): Cell {
    if (type === 's') return { text: strings[Number(raw)] ?? '' };
    if (type === 'inlineStr' || type === 'str') return { text: raw };
    if (type === 'e') return { text: raw, flaw: 'CELL_ERROR' };
    if (type === 'b') return { text: raw === '1' ? '是' : '否' };
    if (type === 'd') return { text: raw.slice(0, 10), date: raw.slice(0, 10) };
    const number = Number(raw);
    if (!isDate[style] || number < 1 || number > LAST_DAY) return { text: String(number), number };
    const date = fromDayNumber(Math.floor(number) + (from1904 ? ZERO_DAY_1904 : ZERO_DAY));
    return { text: date, date };
  }

  const pieces = parseXml(part, {
    open(name, attributes) {
      switch (name) {
        case 'row':
          number = attributes.r ? Number(attributes.r) : number + 1;
          hidden = attributes.hidden === '1' || attributes.hidden === 'true';
          cells = [];
          column = -1;
          break;
        case 'c':
          column = attributes.r ? columnIndex(attributes.r) : column + 1;
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = null;
          formula = false;
          break;
        case 'f':
          formula = true;
          break;
        case 'v':
        case 't':
          listening = true;
          break;
      }
    },
    text(piece) {
      if (listening) value = (value ?? '') + piece;
    },
    close(name) {
      if (name === 'v' || name === 't') listening = false;
      else if (name === 'c') {
        const made = cell();
        if (made) cells[column] = made;
      } else if (name === 'row' && cells.length > 0) rows.push(hidden ? { number, hidden, cells } : { number, cells });
    },
  });
  for (const _ of pieces) {
    if (rows.length > 0) yield rows;
    rows = [];
  }
}
