import type { ImportOptions, Located } from '../../domain/import/kind';
import type { FieldChange, Place, Problem, RowAction } from '../../domain/import/report';
import type { ActKind } from '../../domain/lifecycle/act-table';
import type { Tx } from '../database/database';
import type { By } from '../people/by';

/** What the officer said of single rows, by `rowKey`. */
export interface ImportDecisions {
  leaveOut: string[];
  /** Rows whose projects' facts stay as they are. */
  keep?: string[];
  /** The code of the project, or the id of the person, that a line is, or `new`. */
  links: Record<string, string>;
}

export interface ImportContext extends By {
  tx: Tx;
  jurisdictionId: string | null;
  projectId: string | null;
  fileName: string;
  options: ImportOptions;
  decisions: ImportDecisions;
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
  changes?: FieldChange[];
}

/** An act that an import asks for in the name of who gives it. */
export interface ImportAct {
  /** Code of the project. */
  project: string;
  kind: ActKind;
  content: Record<string, unknown>;
}

/** What was written: counts, and what it takes to take it out again. */
export interface ImportResult {
  projects?: string[];
  listings?: string[];
  catalogueId?: string;
  /** Ids of the projects in a plan before and after. */
  plan?: { year: number; before: string[]; after: string[] };
  /** People whom nobody had recorded, and memberships of the pool that were made. */
  people?: string[];
  poolMemberships?: string[];
  /** What follows by acts once this is written; kept as a course. */
  acts?: ImportAct[];
  /** What moves clocks, to be started. */
  calendarLoads?: string[];
  /** Something that was there was changed, or can't be taken back at all. */
  final?: true;
}

/** What a file comes to against what is there. Nothing is written before `write` is called, in the same transaction. */
export interface ImportPlan {
  /** Row by row where the officer decides on rows; else empty. */
  rows: PlannedRow[];
  counts: Partial<Record<RowAction, number>>;
  problems: Problem[];
  /** What the last list had and this one has no more. */
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
