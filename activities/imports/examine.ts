import { createHash } from 'node:crypto';
import type { ImportKindId, Located } from '../../domain/import/kind';
import { type Problem, type ReadTable, type RowAction, rowKey } from '../../domain/import/report';
import { shippedColumns } from './column-table';
import type { ImportContext, ImportPlan, PlaceOf, PlanImport, PlannedRow } from './import-context';
import { planAnnualPlan } from './kinds/plan-annual-plan';
import { planCatalogue } from './kinds/plan-catalogue';
import { planHolidays } from './kinds/plan-holidays';
import { planPool } from './kinds/plan-pool';
import { planProjects } from './kinds/plan-projects';
import { planTakeOver } from './kinds/plan-take-over';
import type { FileReading } from './read/read-file';
import { readInThread } from './read/read-in-thread';

const PLANS = {
  projects: planProjects,
  plan: planAnnualPlan,
  pool: planPool,
  catalogue: planCatalogue,
  'take-over': planTakeOver,
  holidays: planHolidays,
} as const satisfies Record<ImportKindId, unknown> as unknown as Record<ImportKindId, PlanImport<unknown>>;

export interface ImportFile {
  kind: ImportKindId;
  name: string;
  bytes: Uint8Array;
}

/** What a file would do, and everything that is wrong with it. */
export interface ImportReport {
  kind: ImportKindId;
  file: { name: string; sha256: string; format: FileReading['format']; encoding: FileReading['encoding'] };
  tables: ReadTable[];
  counts: Record<RowAction, number>;
  rows: PlannedRow[];
  problems: Problem[];
  /** Problems beyond those listed. */
  unlisted: number;
  missing: { code: string; name: string }[];
  /** Nothing is in error but what is left out. */
  writable: boolean;
}

/**
 * Reads a file and holds it against the facts, in the person's own transaction. Nothing is written unless `plan.write` is called
 * there.
 *
 * @throws Refusal for a file that can't be read
 */
export async function examine(
  ctx: ImportContext,
  file: ImportFile,
): Promise<{ report: ImportReport; plan: ImportPlan }> {
  const learned = ctx.jurisdictionId
    ? await ctx.tx.importColumn.findMany({ where: { jurisdictionId: ctx.jurisdictionId, kind: file.kind } })
    : [];
  const { reading, records } = await readInThread({
    ...file,
    year: ctx.options.year,
    shipped: shippedColumns(file.kind),
    learned,
  });
  const leftOut = new Set(ctx.decisions.leaveOut);
  const kept = records.filter((record) => !leftOut.has(rowKey(record)));
  const plan = await PLANS[file.kind](ctx, kept, placeIn(reading.tables));
  const problems = [...reading.problems.filter((problem) => !isSettled(problem, leftOut)), ...plan.problems];
  const atFault = new Set(problems.filter(({ severity }) => severity === 'error').map(rowKey));
  const rows = plan.rows.map((row) => (atFault.has(rowKey(row)) ? { ...row, action: 'error' as const } : row));
  const counts = {
    ...NONE,
    ...plan.counts,
    leave_out: records.length - kept.length,
    error: atFault.size + reading.unlistedErrors,
  };
  const { format, encoding, tables, unlisted } = reading;
  const report: ImportReport = {
    kind: file.kind,
    file: { name: file.name, sha256: createHash('sha256').update(file.bytes).digest('hex'), format, encoding },
    ...{ tables, counts, rows, problems, unlisted },
    missing: plan.missing ?? [],
    writable: counts.error === 0,
  };
  return { report, plan };
}

const NONE: Record<RowAction, number> = { create: 0, link: 0, change: 0, skip: 0, leave_out: 0, error: 0 };

/** Of a row left out nothing matters, nor that another is the same as it; a header can't be left out. */
function isSettled({ code, twin, ...place }: Problem, leftOut: ReadonlySet<string>): boolean {
  if (code === 'COLUMN_MISSING' || code === 'COLUMN_TWICE') return false;
  return leftOut.has(rowKey(place)) || (twin !== undefined && leftOut.has(twin));
}

function placeIn(tables: readonly ReadTable[]): PlaceOf {
  return ({ sheet, row }: Pick<Located<unknown>, 'sheet' | 'row'>, field) => {
    const table = tables.findLast((each) => each.sheet === sheet && each.headerRow < row);
    return { sheet, row, column: table?.columns.find((column) => column.field === field)?.column ?? null };
  };
}
