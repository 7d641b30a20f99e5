import type { OrganisationKind, Role } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';

/** The people who hold a role for organisations that are party to the project in one of these parts. */
export async function contactsOf(ctx: ProcessContext, role: Role, as: OrganisationKind[]): Promise<string[]> {
  const parties = await ctx.tx.projectParty.findMany({
    where: { projectId: ctx.project.id, role: { in: as }, until: null },
    select: { organisationId: true },
  });
  return holdersOf(ctx, { role, organisationId: { in: parties.map((party) => party.organisationId) } });
}

/** The owner's people, who act for the project. */
export function ownersOf(ctx: ProcessContext): Promise<string[]> {
  return contactsOf(ctx, 'owner', ['owner', 'agent']);
}

/** The people who hold a role for one organisation. */
export function holdersAt(ctx: ProcessContext, role: Role, organisationId: string): Promise<string[]> {
  return holdersOf(ctx, { role, organisationId });
}

/** Staff of the project's bureau in a role; the case's own officer alone where there is one. */
export async function staffOf(ctx: ProcessContext, role: 'officer' | 'director'): Promise<string[]> {
  if (role === 'officer' && ctx.project.caseOfficerId) return [ctx.project.caseOfficerId];
  return holdersOf(ctx, { role, jurisdictionId: ctx.project.jurisdictionId, confirmedById: { not: null } });
}

async function holdersOf(ctx: ProcessContext, where: object): Promise<string[]> {
  const day = toDate(ctx.today);
  const grants = await ctx.tx.grant.findMany({
    where: { ...where, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
    distinct: ['personId'],
    orderBy: { personId: 'asc' },
    select: { personId: true },
  });
  return grants.map(({ personId }) => personId);
}
