import { type Cell, columnLetter, type Merge, type SheetRow } from './cell';
import { type ColumnNames, headingKey } from './column-names';
import { expected } from './expected';
import type { ImportOptions, KindDefinition, Located } from './kind';
import { type MoneyUnit, unitIn, unitOfTable } from './parse-amount';
import { type Problem, type ReadTable, rowKey } from './report';
import { type Column, type FilledCell, RowReader } from './row-reader';
import { isDitto, tidy } from './text';

/** Rows above a table, at most: titles, units, who filled it in. */
const LOOKED_AT = 60;
const SECTION =
  /^(?:[(（]?[一二三四五六七八九十]+[)）、.．]|第[一二三四五六七八九十]+[部分类章节批]+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[、.])/;
const TOTAL = /^\s*(?:本页)?(?:小|合|总|共|累)\s*计/;
const FOOTER = /^(?:注|备注|说明|填表人|填报人|制表人?|审核人?|负责人|联系人|打印日期|填报单位|填表日期)\s*[:：]/;

/** A sheet of a file, without its rows. */
export interface SheetHead {
  number: number;
  name: string;
  merges: readonly Merge[];
}

/**
 * Reads the rows of a sheet in order, as people write tables: finds the header wherever it is, takes titles, sections, totals
 * and footers for what they are, fills merged and ditto cells, and begins anew where a second table begins.
 */
export class TableReader<Rec> {
  readonly tables: ReadTable[] = [];
  readonly problems: Problem[] = [];
  #columns: Column[] | null = null;
  /** The header, while the next row may be its lower half; or the row before a header is found. */
  #upper: SheetRow | null = null;
  #unit: MoneyUnit | null = null;
  #section: string | null = null;
  #checked = true;
  #secrecy = -1;
  #seen = 0;
  readonly #above = new Map<number, FilledCell>();
  readonly #keys = new Map<string, string>();
  readonly #mergedDown: ReadonlyMap<number, readonly Merge[]>;
  readonly #mergedAcross: ReadonlySet<number>;

  constructor(
    private readonly kind: KindDefinition<Rec>,
    private readonly names: ColumnNames,
    private readonly sheet: SheetHead,
    /** Rows of the file by what their records are; one for all its sheets. */
    private readonly twins: Map<string, string>,
    private readonly file: Pick<ImportOptions, 'year'> = {},
  ) {
    this.#mergedDown = byRowBelow(sheet.merges);
    this.#mergedAcross = new Set(sheet.merges.filter(({ left, right }) => right - left >= 2).map(({ top }) => top));
  }

  /** @returns the record of the row, or null for a row that has none */
  push(row: SheetRow): Located<Rec> | null {
    const texts = distinctTexts(row);
    const [only] = texts;
    if (only === undefined) return null;
    this.#seen += 1;
    if (this.#asHeader(row)) return null;
    if (!this.#columns) {
      this.#unit = unitOfTable(texts.join(' ')) ?? this.#unit;
      this.#upper = texts.length > 1 ? row : null;
      return null;
    }
    this.#checkHeader();
    if (this.#isTotal(row)) return this.#skip(row, 'subtotal_skipped');
    if (texts.length === 1) {
      if (FOOTER.test(only)) return this.#skip(row, 'footer_skipped');
      if (SECTION.test(only) || this.#mergedAcross.has(row.number)) return this.#beginSection(only);
    }
    const reader = this.#readerOf(row, this.#columns);
    if (row.hidden) reader.note(null, 'hidden_row');
    let record: Rec | null = null;
    if (!this.#continuesName(reader)) {
      record = this.kind.read(reader, this.file);
      this.#refuseTwin(reader);
    }
    for (const problem of reader.problems) this.problems.push(problem);
    return record === null ? null : { sheet: this.sheet.number, row: row.number, record };
  }

  /** To be called after the last row. */
  end(): void {
    this.#checkHeader();
  }

  /** Whether so many rows have passed without a table that this sheet has none. */
  get hopeless(): boolean {
    return this.#columns === null && this.#seen > LOOKED_AT;
  }

  /** Whether a column of the present table is for marks of secrecy. */
  isSecrecyColumn(index: number): boolean {
    return this.#secrecy === index;
  }

  /** A header in one row or, where groups stand above their columns, in two. */
  #asHeader(row: SheetRow): boolean {
    const upper = this.#upper;
    this.#upper = null;
    if (upper && this.#columns) {
      const joined = this.#joined(upper, row);
      if (known(joined) > known(this.#columns) || this.#isLowerHalf(upper, row)) {
        this.tables.pop();
        this.#begin(row, joined);
        return true;
      }
    }
    if (this.#columns && !this.#looksLikeHeader(row)) return false;
    const alone = this.#columnsOf(textsOf(row));
    const joined = upper && !this.#columns ? this.#joined(upper, row) : alone;
    const columns = known(joined) > known(alone) ? joined : alone;
    if (known(columns) < 2 || !columns.some(({ field }) => field === this.kind.key)) return false;
    this.#checkHeader();
    this.#section = null;
    this.#above.clear();
    this.#begin(row, columns);
    this.#upper = row;
    return true;
  }

  #begin(row: SheetRow, columns: Column[]): void {
    this.#columns = columns;
    this.#checked = false;
    this.#secrecy = columns.find(({ field }) => field === 'secrecy')?.index ?? -1;
    this.tables.push({
      sheet: this.sheet.number,
      sheetName: this.sheet.name,
      headerRow: row.number,
      columns: columns.map(({ index, name, field }) => ({ column: columnLetter(index), name, field })),
    });
  }

  /** What the header lacks or has twice; once it is read whole. */
  #checkHeader(): void {
    const table = this.tables.at(-1);
    if (this.#checked || !table) return;
    this.#checked = true;
    const place = { sheet: this.sheet.number, row: table.headerRow };
    for (const field of this.kind.required) {
      if (field === this.kind.section || table.columns.some((column) => column.field === field)) continue;
      const severity = 'error' as const;
      this.problems.push({
        ...place,
        column: null,
        severity,
        code: 'COLUMN_MISSING',
        allowed: this.#headingsOf(field),
      });
    }
    for (const [at, { column, name, field }] of table.columns.entries()) {
      if (field === null) {
        this.problems.push({ ...place, column, severity: 'note', code: 'column_ignored', value: name });
      } else if (table.columns.findIndex((other) => other.field === field) < at) {
        const allowed = expected('one_column');
        this.problems.push({ ...place, column, severity: 'error', code: 'COLUMN_TWICE', value: name, allowed });
      }
    }
  }

  #headingsOf(field: string): string[] {
    return [...this.names].flatMap(([name, of]) => (of === field ? [name] : []));
  }

  /** Cheap, for it is asked of every row: two cells at least are short, without digits, and headings. */
  #looksLikeHeader({ cells }: SheetRow): boolean {
    let headings = 0;
    for (const cell of cells) {
      const text = cell?.text;
      if (text && text.length <= 20 && cell.number === undefined && this.names.has(this.#keyOf(text))) headings += 1;
      if (headings === 2) return true;
    }
    return false;
  }

  #keyOf(text: string): string {
    let key = this.#keys.get(text);
    if (key === undefined) {
      key = headingKey(text);
      if (this.#keys.size < 2_000) this.#keys.set(text, key);
    }
    return key;
  }

  #columnsOf(texts: readonly string[]): Column[] {
    const columns: Column[] = [];
    for (const [index, text] of texts.entries()) {
      const name = tidy(text);
      // Of cells merged across, the first names the column.
      if (name === '' || name === tidy(texts[index - 1] ?? '')) continue;
      columns.push({ index, name, field: this.names.get(this.#keyOf(name)) ?? null, unit: unitIn(name) ?? this.#unit });
    }
    return columns;
  }

  /** The lower heading with its group where that is a heading, else the lower alone; where there is none, the upper. */
  #joined(upper: SheetRow, lower: SheetRow): Column[] {
    const above = textsOf(upper);
    const below = textsOf(lower);
    const texts = Array.from({ length: Math.max(above.length, below.length) }, (_, at) => {
      const [group = '', name = ''] = [above[at], below[at]];
      return group && name && this.names.has(this.#keyOf(group + name)) ? group + name : name || group;
    });
    return this.#columnsOf(texts);
  }

  /** Something of the header is merged down into this row. */
  #isLowerHalf(upper: SheetRow, row: SheetRow): boolean {
    return this.sheet.merges.some(({ top, bottom }) => top === upper.number && bottom === row.number);
  }

  #beginSection(heading: string): null {
    this.#unit = unitOfTable(heading) ?? this.#unit;
    this.#section =
      heading
        .replace(SECTION, '')
        .replace(/[(（][^)）]*[)）]$/, '')
        .trim() || heading;
    this.#above.clear();
    return null;
  }

  /** A total stands where the row begins, or where the name would. */
  #isTotal({ cells }: SheetRow): boolean {
    const first = cells.find((cell) => cell && cell.text !== '');
    if (first && TOTAL.test(first.text)) return true;
    const key = this.#columns!.find(({ field }) => field === this.kind.key);
    return key !== undefined && TOTAL.test(cells[key.index]?.text ?? '');
  }

  /** A name broken over two rows: nothing but its second half stands here. */
  #continuesName(reader: RowReader): boolean {
    if (!reader.has('number') || !reader.hasOnly(this.kind.key)) return false;
    reader.error(this.kind.key, 'ROW_CONTINUES', { allowed: expected('whole_name') });
    return true;
  }

  #refuseTwin(reader: RowReader): void {
    const { field, key } = this.kind.identity(reader);
    if (reader.raw(field) === '') return;
    const twin = this.twins.get(key);
    if (twin === undefined) this.twins.set(key, rowKey(reader.place));
    else reader.error(field, 'ROW_DUPLICATE', { allowed: expected('once'), twin });
  }

  /** The row with what is merged down into it or said by a ditto mark. */
  #readerOf(row: SheetRow, columns: readonly Column[]): RowReader {
    const cells = new Map<number, FilledCell>();
    const merged = this.#mergedDown.get(row.number);
    for (const { index } of columns) {
      const own = row.cells[index];
      const above = this.#above.get(index);
      if (own && own.text !== '') {
        cells.set(index, above && isDitto(own.text) ? { ...above, ditto: true } : own);
      } else if (above && merged?.some(({ left }) => left === index)) {
        cells.set(index, above);
      }
    }
    for (const [index, cell] of cells) this.#above.set(index, cell);
    return new RowReader({ sheet: this.sheet.number, row: row.number }, columns, cells, this.#section);
  }

  #skip({ number }: SheetRow, code: 'subtotal_skipped' | 'footer_skipped'): null {
    this.problems.push({ sheet: this.sheet.number, row: number, column: null, severity: 'note', code });
    return null;
  }
}

const known = (columns: readonly Column[]): number => new Set(columns.flatMap(({ field }) => field ?? [])).size;

const textsOf = ({ cells }: SheetRow): string[] => Array.from(cells, (cell: Cell | undefined) => cell?.text ?? '');

/** What a row says, each once, as far as it takes to tell one text from several. */
function distinctTexts({ cells }: SheetRow): string[] {
  const texts: string[] = [];
  for (const cell of cells) {
    if (!cell || cell.text === '') continue;
    const text = tidy(cell.text);
    if (text !== '' && !texts.includes(text)) texts.push(text);
    if (texts.length === 3) break;
  }
  return texts;
}

/** Merges by every row below their first. */
function byRowBelow(merges: readonly Merge[]): Map<number, Merge[]> {
  const rows = new Map<number, Merge[]>();
  for (const merge of merges) {
    for (let row = merge.top + 1; row <= merge.bottom; row += 1) rows.set(row, [...(rows.get(row) ?? []), merge]);
  }
  return rows;
}
