import { Refusal } from '../../../domain/errors';
import type { ItemState, VisitFinding } from '../../../prisma/generated/client';
import type { ProcessContext } from '../../process/process-context';

/** A finding of a visit to this project, in this state. @throws Refusal NOT_FOUND, ITEM_STATE */
export async function requireFinding(ctx: ProcessContext, id: string, state: ItemState): Promise<VisitFinding> {
  const finding = await ctx.tx.visitFinding.findFirst({ where: { id, visit: { projectId: ctx.project.id } } });
  if (!finding) throw new Refusal('NOT_FOUND', { field: 'findingId', value: id });
  if (finding.state !== state)
    throw new Refusal('ITEM_STATE', { field: 'state', value: finding.state, allowed: [state] });
  return finding;
}

/** How often a finding was answered, the present answer included. */
export function answersOf(ctx: ProcessContext, findingId: string): Promise<number> {
  return ctx.tx.fact.count({
    where: {
      projectId: ctx.project.id,
      kind: 'visit_finding.answer',
      detail: { path: ['findingId'], equals: findingId },
    },
  });
}
