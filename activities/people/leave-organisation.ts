import { addDays, type LocalDate, laterOf } from '../../domain/calendar/local-date';
import type { Membership, Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate, toLocalDate } from '../database/dates';
import { askOfficers } from '../tasks/ask-officers';
import { auditGrants } from './audit-grants';
import type { By } from './by';

/**
 * A person left an organisation; with the last tie to it ends access in its name, the same day. Where nobody with a verified
 * address is left to act for an owner, officers are to find a contact.
 *
 * @param until the last day
 */
export async function leaveOrganisation(tx: Tx, membership: Membership, until: LocalDate, by: By): Promise<void> {
  await tx.membership.update({ where: { id: membership.id }, data: { until: toDate(until) } });
  const still = await tx.membership.count({ where: { ...ofSame(membership), ...openOn(addDays(until, 1)) } });
  if (still === 0 && until <= by.today) await endAccess(tx, membership, until, by);
}

const ofSame = ({ personId, organisationId }: Membership) => ({ personId, organisationId });

const openOn = (day: LocalDate): Prisma.MembershipWhereInput => ({
  OR: [{ until: null }, { until: { gte: toDate(day) } }],
});

/** A grant counts to the end of its last day, so that of somebody who has left ends on the day before. */
async function endAccess(tx: Tx, membership: Membership, until: LocalDate, by: By): Promise<void> {
  const open = { until: null, ...ofSame(membership) };
  const grants = await tx.grant.findMany({ where: open });
  for (const grant of grants) {
    const last = laterOf(toLocalDate(grant.from), addDays(until, -1));
    await tx.grant.update({ where: { id: grant.id }, data: { until: toDate(last) } });
  }
  const { organisationId } = membership;
  const reachable = await tx.grant.count({
    where: {
      organisationId,
      role: 'owner',
      OR: [{ until: null }, { until: { gte: toDate(by.today) } }],
      person: { addresses: { some: { endedAt: null, verifiedAt: { not: null }, bouncedAt: null } } },
    },
  });
  if (reachable === 0) await askForContact(tx, organisationId, by.now);
  await auditGrants(tx, by, 'grant.ended', grants);
}

async function askForContact(tx: Tx, organisationId: string, now: Date): Promise<void> {
  const projects = await tx.project.findMany({
    where: {
      stage: { not: 'closed' },
      parties: { some: { organisationId, role: { in: ['owner', 'agent'] }, until: null } },
    },
    select: { id: true, jurisdictionId: true },
  });
  const tasks = projects.map(({ id, jurisdictionId }) => ({ projectId: id, jurisdictionId, subject: organisationId }));
  await askOfficers(tx, 'find-contact', tasks, now);
}
