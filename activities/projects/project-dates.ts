import type { PartialDate } from '../../domain/calendar/partial-date';
import type { ClockFact } from '../../domain/clocks/clock-kind';
import type { Prisma, ProjectDate, ProjectDateKind } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate, toLocalDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';
import { settleTasks } from '../tasks/ensure-task';

/** Dates of a project from which clocks count. */
export const CLOCK_FACT_OF = {
  construction_start: 'constructionStart',
  completion: 'plannedCompletion',
} as const satisfies Partial<Record<ProjectDateKind, ClockFact>>;

/** A date of the project as it is known now; null while it is unknown. */
export async function projectDate(tx: Tx, projectId: string, kind: ProjectDateKind): Promise<PartialDate | null> {
  return partialDateOf(await tx.projectDate.findFirst({ where: { projectId, kind }, orderBy: { sequence: 'desc' } }));
}

/** A row of a date's history as rules have it; null is unknown. */
export function partialDateOf(
  row: Pick<ProjectDate, 'value' | 'precision' | 'actual'> | null | undefined,
): PartialDate | null {
  if (!row?.value) return null;
  return {
    value: toLocalDate(row.value),
    precision: row.precision === 'half_year' ? 'half-year' : row.precision,
    kind: row.actual ? 'actual' : 'planned',
  };
}

/** The columns of a date; null is one that nobody knows. */
export function dateColumns(date: PartialDate | null) {
  return {
    value: date && toDate(date.value),
    precision: date?.precision === 'half-year' ? ('half_year' as const) : (date?.precision ?? ('day' as const)),
    actual: date?.kind === 'actual',
  } satisfies Partial<Prisma.ProjectDateCreateManyInput>;
}

/** Adds to the history of a date, and ticks off the task to find it. */
export async function recordDate(ctx: ProcessContext, kind: ProjectDateKind, date: PartialDate): Promise<void> {
  await ctx.tx.projectDate.create({
    data: { projectId: ctx.project.id, kind, ...dateColumns(date), factId: ctx.factId },
  });
  await settleTasks(ctx, 'find-date', kind);
}
