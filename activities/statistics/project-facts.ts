import { localDateOf } from '../../domain/calendar/local-time';
import type { ProjectFacts } from '../../domain/statistics/project-year';
import type { Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate, toLocalDate } from '../database/dates';

/**
 * Projects of a year's plans of these bureaus, and others of theirs that passed in that year, as far as the reader may see
 * them; by code.
 */
export async function projectFacts(tx: Tx, bureaus: readonly string[], year: number): Promise<ProjectFacts[]> {
  const ofPlan = { plan: { year, jurisdictionId: { in: [...bureaus] } } } satisfies Prisma.AnnualPlanItemWhereInput;
  const inYear = { gte: toDate(`${year}-01-01`), lte: toDate(`${year}-12-31`) };
  const rows = await tx.project.findMany({
    where: {
      jurisdictionId: { in: [...bureaus] },
      OR: [
        { planItems: { some: ofPlan } },
        { opinions: { some: { state: 'issued', passed: true, issuedOn: inYear } } },
        { outcome: 'accepted_elsewhere', outcomeOn: inYear },
      ],
    },
    select: {
      code: true,
      name: true,
      industry: true,
      outcome: true,
      outcomeOn: true,
      jurisdiction: { select: { code: true, name: true } },
      planItems: { where: ofPlan, select: { plan: { select: { fixedOn: true } } } },
      stageChanges: { orderBy: { sequence: 'asc' }, select: { to: true, at: true } },
      applications: { orderBy: { number: 'asc' }, select: { receivedOn: true } },
      facts: { where: { kind: 'result.announce' }, orderBy: { sequence: 'asc' }, select: { occurredOn: true } },
      opinions: { where: { state: 'issued' }, orderBy: { issuedOn: 'asc' }, select: { passed: true, issuedOn: true } },
    },
    orderBy: { code: 'asc' },
  });
  return rows.map(({ code, name, industry, jurisdiction, outcome, outcomeOn, ...row }) => {
    const fixed = row.planItems.flatMap(({ plan: { fixedOn } }) => (fixedOn ? [toLocalDate(fixedOn)] : [])).sort();
    return {
      ...{ code, name, industry, jurisdiction },
      plan: row.planItems.length > 0 ? { fixedOn: fixed[0] ?? null } : null,
      stages: row.stageChanges.map(({ to, at }) => ({ stage: to, on: localDateOf(at.toISOString()) })),
      applied: row.applications.map(({ receivedOn }) => toLocalDate(receivedOn)),
      announced: row.facts.map(({ occurredOn }) => toLocalDate(occurredOn)),
      opinions: row.opinions.map(({ passed, issuedOn }) => ({ passed, on: toLocalDate(issuedOn!) })),
      outcome: outcome && outcomeOn ? { kind: outcome, on: toLocalDate(outcomeOn) } : null,
    };
  });
}
