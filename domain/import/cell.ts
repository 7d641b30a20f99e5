import type { LocalDate } from '../calendar/local-date';

/** A cell as a reader of files found it. */
export interface Cell {
  /** What a person sees there; empty for none. */
  text: string;
  number?: number;
  date?: LocalDate;
  /** The value is what a formula came to when the file was saved. */
  formula?: true;
  /** Nothing can be taken from it. */
  flaw?: 'CELL_ERROR' | 'FORMULA_WITHOUT_VALUE';
}

export interface SheetRow {
  /** As the program that made the file numbers it, from 1. */
  number: number;
  hidden?: boolean;
  /** By column from A; absent ones are empty. */
  cells: readonly (Cell | undefined)[];
}

/** Cells merged into one, whose value is in the first: rows from 1, columns from 0, both ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Where something is, as people and spreadsheets name it: 0 is A, 26 is AA. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The column of a cell's reference, `AB12` or `AB`. */
export function columnIndex(reference: string): number {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}
