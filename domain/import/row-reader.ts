import type { PartialDate } from '../calendar/partial-date';
import type { ErrorCode } from '../errors';
import { type Cell, columnLetter } from './cell';
import { expected } from './expected';
import { type MoneyUnit, parseAmount, parseNumber } from './parse-amount';
import { parseDate, type WrittenDate } from './parse-date';
import type { ImportNote, Problem } from './report';
import { plain, tidy } from './text';

/** A column of a table as its header names it. */
export interface Column {
  index: number;
  name: string;
  field: string | null;
  unit: MoneyUnit | null;
}

/** A cell, and whether a ditto mark stood for it. */
export type FilledCell = Cell & { ditto?: true };

interface Faults {
  value?: string;
  allowed?: Problem['allowed'];
  fix?: string;
  twin?: string;
}

/**
 * One row by its fields. Each question gives the value, or says the problem at its cell and gives null; null without a problem
 * is an empty cell.
 */
export class RowReader {
  readonly problems: Problem[] = [];
  readonly #asked = new Set<string>();

  constructor(
    readonly place: { sheet: number; row: number },
    private readonly columns: readonly Column[],
    private readonly cells: ReadonlyMap<number, FilledCell>,
    /** Heading of the section that the row stands in. */
    readonly section: string | null,
  ) {}

  has(field: string): boolean {
    return this.columns.some((column) => column.field === field);
  }

  /** Whether nothing is filled in besides this field. */
  hasOnly(field: string): boolean {
    const column = this.#column(field);
    return column !== undefined && this.cells.size === 1 && this.cells.has(column.index);
  }

  /** What a cell says, without a word about it. */
  raw(field: string): string {
    return tidy(this.cell(field)?.text ?? '');
  }

  /** The cell of a field as it was found. */
  cell(field: string): FilledCell | undefined {
    const column = this.#column(field);
    return column && this.cells.get(column.index);
  }

  /** Text of at most so many characters. */
  text(field: string, { required = false, max = 200 } = {}): string | null {
    const cell = this.#cell(field);
    const text = cell ? tidy(cell.text) : '';
    if (text === '') {
      if (required && !cell?.flaw) this.error(field, 'CELL_MISSING', { allowed: expected('value') });
      return null;
    }
    if (text.length <= max) return text;
    this.error(field, 'CELL_INVALID', { value: `${text.slice(0, 40)}…`, allowed: expected('text', max) });
    return null;
  }

  /** One of a list of words, each with what it stands for; words are compared without blanks and widths. */
  choice<T>(field: string, words: Readonly<Record<string, T>>, fixes: Readonly<Record<string, string>> = {}): T | null {
    const text = this.text(field);
    if (text === null) return null;
    const word = plain(text);
    if (Object.hasOwn(words, word)) return words[word]!;
    this.error(field, 'CELL_INVALID', { value: text, allowed: Object.keys(words), fix: fixes[word] });
    return null;
  }

  /** In 万元. */
  amount(field: string): number | null {
    const cell = this.#cell(field);
    if (!cell || cell.flaw || cell.text === '' || isUnknown(cell.text)) return null;
    const amount = parseAmount(cell, this.#column(field)!.unit);
    if ('wan' in amount) return amount.wan;
    const allowed = amount.problem === 'UNIT_UNKNOWN' ? ['亿元', '万元', '元'] : expected('amount');
    this.error(field, amount.problem, { value: tidy(cell.text), allowed });
    return null;
  }

  /** A whole number of things. */
  count(field: string, { required = false, max = 1_000_000 } = {}): number | null {
    const text = this.text(field, { required });
    if (text === null) return null;
    const number = parseNumber(text.replace(/[页张卷件年]$/, ''));
    if (number !== null && Number.isInteger(number) && number >= 0 && number <= max) return number;
    this.error(field, 'CELL_INVALID', { value: text, allowed: expected('count', max) });
    return null;
  }

  date(field: string): WrittenDate | null {
    const cell = this.#cell(field);
    if (!cell || cell.flaw || cell.text === '' || isUnknown(cell.text)) return null;
    const date = parseDate(cell);
    if (!date) {
      const allowed = ['2024年3月15日', '2024-03-15', '2024年3月', '2024年上半年', '2024年'];
      this.error(field, 'CELL_INVALID', { value: tidy(cell.text), allowed });
    }
    return date;
  }

  /** A date that is planned, or known to have been. */
  partialDate(field: string, kind: PartialDate['kind']): PartialDate | null {
    const date = this.date(field);
    return date && { ...date, kind };
  }

  /** The row as printed, column by column. */
  printed(): Record<string, string> {
    return Object.fromEntries(
      this.columns.flatMap(({ index, name }) => {
        const cell = this.cells.get(index);
        return cell && cell.text !== '' ? [[name, tidy(cell.text)]] : [];
      }),
    );
  }

  error(field: string | null, code: ErrorCode, faults: Faults = {}): void {
    this.problems.push({ ...this.#placeOf(field), severity: 'error', code, ...faults });
  }

  note(field: string | null, code: ImportNote, faults: Faults = {}): void {
    this.problems.push({ ...this.#placeOf(field), severity: 'note', code, ...faults });
  }

  #column(field: string): Column | undefined {
    return this.columns.find((column) => column.field === field);
  }

  /** Says of a cell what has to be said, once. */
  #cell(field: string): FilledCell | undefined {
    const cell = this.cell(field);
    if (!cell || this.#asked.has(field)) return cell;
    if (cell.flaw || cell.formula || cell.ditto) {
      this.#asked.add(field);
      if (cell.flaw) this.error(field, cell.flaw, { value: cell.text, allowed: expected('value') });
      else if (cell.formula) this.note(field, 'formula_value', { value: tidy(cell.text) });
      if (cell.ditto) this.note(field, 'ditto_filled', { value: tidy(cell.text) });
    }
    return cell;
  }

  #placeOf(field: string | null) {
    const column = field === null ? undefined : this.#column(field);
    return { ...this.place, column: column ? columnLetter(column.index) : null };
  }
}

/** What people write where they don't know; an unknown is a task, never a failure. */
function isUnknown(text: string): boolean {
  return ['-', '—', '——', '/', '\\', '无', '待定', '未定', '不详', '暂无'].includes(tidy(text));
}
