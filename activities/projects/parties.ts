import type { LocalDate } from '../../domain/calendar/local-date';
import type { OrganisationKind } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';

/** Organisations that are party to the project now in a role, the first to join first. */
export async function partiesOf(ctx: ProcessContext, role: OrganisationKind): Promise<string[]> {
  const parties = await ctx.tx.projectParty.findMany({
    where: { projectId: ctx.project.id, role, until: null },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { organisationId: true },
  });
  return parties.map(({ organisationId }) => organisationId);
}

/** Makes exactly these organisations party in a role: who is new joins on the day, who is not among them leaves. */
export async function setParties(
  ctx: ProcessContext,
  role: OrganisationKind,
  organisationIds: readonly string[],
  on: LocalDate,
): Promise<void> {
  const present = await partiesOf(ctx, role);
  const leaving = present.filter((id) => !organisationIds.includes(id));
  for (const organisationId of leaving) await leaveParty(ctx, role, organisationId, on);
  for (const organisationId of new Set(organisationIds)) {
    if (!present.includes(organisationId)) await joinParty(ctx, role, organisationId, on);
  }
}

export async function joinParty(
  ctx: ProcessContext,
  role: OrganisationKind,
  organisationId: string,
  on: LocalDate,
): Promise<void> {
  await ctx.tx.projectParty.create({
    data: { projectId: ctx.project.id, organisationId, role, from: toDate(on), factId: ctx.factId },
  });
}

/** Its people lose their access with this transaction. */
export async function leaveParty(
  ctx: ProcessContext,
  role: OrganisationKind,
  organisationId: string,
  on: LocalDate,
): Promise<void> {
  await ctx.tx.projectParty.updateMany({
    where: { projectId: ctx.project.id, organisationId, role, until: null },
    data: { until: toDate(on) },
  });
}
