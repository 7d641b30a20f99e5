import type { VisitFinding } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';

/** What a rectification notice about a visit asks for. */
export interface FindingNotice {
  findingIds: string[];
  workingDays: number;
}

/** Those of them that were not put right yet. */
export function openFindings(ctx: ActContext, ids: string[]): Promise<VisitFinding[]> {
  const where = { id: { in: ids }, visit: { projectId: ctx.project.id }, state: 'open' as const };
  return ctx.tx.visitFinding.findMany({ where, orderBy: [{ visit: { recordedAt: 'asc' } }, { number: 'asc' }] });
}
