import type { ClassifiedStratum } from '../catalogue/catalogue-digest';
import type { RowReader } from './row-reader';

/** The kinds of spreadsheet that a bureau lives on. */
export const IMPORT_KINDS = ['projects', 'plan', 'pool', 'catalogue', 'take-over', 'holidays'] as const;
export type ImportKindId = (typeof IMPORT_KINDS)[number];

/** What an officer says of a file besides the file. */
export interface ImportOptions {
  /** Of the list or plan. */
  year?: number;
  /** 国家, 省, 市 or 区: whose key-project list it is. */
  level?: string;
  /** Why a catalogue follows a frozen one. */
  reason?: string;
  /** Classified volumes, which are only counted. */
  classified?: ClassifiedStratum[];
  /** Where a holiday notice, or what is known of projects taken over, comes from. */
  source?: string;
}

/** How one kind of file is read: its columns, and what a row of it says. */
export interface KindDefinition<Rec> {
  id: ImportKindId;
  /** Every field a column may stand for; a column's own field comes from the bureau's table of names. */
  fields: readonly string[];
  /** Without a column of each of these there is no table. */
  required: readonly string[];
  /** What every row has: where it is empty, the row is none. */
  key: string;
  /** Field that takes the heading of a section, 一、交通类, where no column says it. */
  section?: string;
  /** What a row is told apart by, and the field that says it; a file has none twice. */
  identity(row: RowReader): { field: string; key: string };
  /** Rows of a file at most. */
  rows: number;
  /** Null: the row says nothing that could be used; the reader has its problems. */
  read(row: RowReader, file: Pick<ImportOptions, 'year'>): Rec | null;
}

/** A record with where it comes from. */
export interface Located<Rec> {
  sheet: number;
  row: number;
  record: Rec;
}
