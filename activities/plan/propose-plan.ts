import { jurisdictionChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';

export interface PlanOrder {
  jurisdictionId: string;
  year: number;
  projectIds: readonly string[];
  personId: string;
  now: Date;
}

/** Draws up a year's acceptance plan, or draws it up anew until it is fixed. @returns its id @throws Refusal PLAN_FIXED */
export async function proposePlan(tx: Tx, order: PlanOrder): Promise<string> {
  const { jurisdictionId, year, projectIds, personId, now } = order;
  const known = await tx.annualPlan.findUnique({ where: { jurisdictionId_year: { jurisdictionId, year } } });
  if (known?.fixedOn) throw new Refusal('PLAN_FIXED', { field: 'year', value: year });
  const proposedById = personId;
  const { id: planId } = known
    ? await tx.annualPlan.update({ where: { id: known.id }, data: { proposedById } })
    : await tx.annualPlan.create({ data: { jurisdictionId, year, proposedById } });
  await tx.annualPlanItem.deleteMany({ where: { planId } });
  await tx.annualPlanItem.createMany({ data: projectIds.map((projectId) => ({ planId, projectId })) });
  const { code } = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId }, select: { code: true } });
  const event = { type: 'plan.proposed' as const, payload: { planId, year, count: projectIds.length } };
  await appendAudit(tx, jurisdictionChain(code), { ...event, actorId: personId, at: now });
  return planId;
}
