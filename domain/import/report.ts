import type { ErrorCode } from '../errors';
import type { Expected } from './expected';

/** What a reader did with a file that an officer should know, and that is no fault. */
export const IMPORT_NOTES = [
  'column_ignored',
  'ditto_filled',
  'facts_missing',
  'footer_skipped',
  'formula_value',
  'hidden_row',
  'subtotal_skipped',
] as const;

export type ImportNote = (typeof IMPORT_NOTES)[number];

/** Where in a file: the sheet by its number from 1, the row as it is numbered there, the column by its letter. */
export interface Place {
  sheet: number;
  /** Null: the file as a whole. */
  row: number | null;
  column: string | null;
}

/** One thing to say of a cell, a row or the file: an error, which keeps it from being written, or a note. */
export type Problem = Place & {
  /** What the cell says; never of a row marked as secret. */
  value?: string;
  /** What would be accepted: values, or what they have to be. */
  allowed?: readonly string[] | Expected;
  /** What could stand there instead. */
  fix?: string;
  /** The row that has the same, as `rowKey` names it. */
  twin?: string;
} & ({ severity: 'error'; code: ErrorCode } | { severity: 'note'; code: ImportNote });

/** How a reader understood the columns of one table. */
export interface ReadTable {
  sheet: number;
  sheetName: string;
  headerRow: number;
  /** `field` null: a column that says nothing to this kind of file. */
  columns: { column: string; name: string; field: string | null }[];
}

export const ROW_ACTIONS = ['create', 'link', 'change', 'skip', 'leave_out', 'error'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

/** The name of a row for the officer's decisions: sheet and row. */
export const rowKey = ({ sheet, row }: Pick<Place, 'sheet' | 'row'>): string => `${sheet}!${row}`;

/** Problems that a report lists; of more it tells the number. */
export const LISTED_PROBLEMS = 1_000;

/** What a row would make of something that is there already. */
export interface FieldChange {
  field: string;
  from: string | null;
  to: string | null;
}
