import type { LocalDate } from '../../domain/calendar/local-date';
import type { ImportOptions, Located } from '../../domain/import/kind';
import type { Place, Problem, RowAction } from '../../domain/import/report';
import type { Tx } from '../database/database';

/** What the officer said of single rows, by `rowKey`. */
export interface ImportDecisions {
  leaveOut: string[];
  /** The code of the project that a line is, or `new`. */
  links: Record<string, string>;
}

export interface ImportContext {
  tx: Tx;
  jurisdictionId: string | null;
  projectId: string | null;
  options: ImportOptions;
  decisions: ImportDecisions;
  personId: string;
  now: Date;
  today: LocalDate;
}

/** What would be done with one row. */
export interface PlannedRow {
  sheet: number;
  row: number;
  action: RowAction;
  /** What the row is about, in its own words. */
  label: string;
  /** The project that it is, or would be. */
  project?: { code: string; name: string };
  candidates?: { code: string; name: string; score: number }[];
}

/** What was written: counts, and what it takes to take it out again. */
export interface ImportResult {
  projects?: string[];
  listings?: string[];
  catalogueId?: string;
  /** Ids of the projects in a plan before and after. */
  plan?: { year: number; before: string[]; after: string[] };
}

/** What a file comes to against what is there. Nothing is written before `write` is called, in the same transaction. */
export interface ImportPlan {
  /** Row by row where the officer decides on rows; else empty. */
  rows: PlannedRow[];
  counts: Partial<Record<RowAction, number>>;
  problems: Problem[];
  /** Projects of the last list that this one has no more. */
  missing?: { code: string; name: string }[];
  write(): Promise<ImportResult>;
}

/** How one kind of file is held against the facts and becomes some, through the functions that write those facts elsewhere. */
export type PlanImport<Rec> = (
  ctx: ImportContext,
  records: readonly Located<Rec>[],
  place: PlaceOf,
) => Promise<ImportPlan>;

/** Where a field of a record stands in the file. */
export type PlaceOf = (record: Pick<Located<unknown>, 'sheet' | 'row'>, field: string) => Place;
