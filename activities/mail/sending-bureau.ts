import type { Jurisdiction } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

/** Who sends a message and whom its reader may ask. */
export interface SendingBureau {
  /** Null while the installation has no bureau yet. */
  jurisdiction: Jurisdiction | null;
  contact: { name: string; phone: string } | null;
}

/** The project's bureau with its case officer; for a message about no project the bureau the person belongs to. */
export async function sendingBureau(tx: Tx, personId: string, projectId: string | null): Promise<SendingBureau> {
  if (projectId === null) return { jurisdiction: await homeOf(tx, personId), contact: null };
  const { jurisdiction, caseOfficerId } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { jurisdiction: true, caseOfficerId: true },
  });
  const officer = caseOfficerId
    ? await tx.person.findUnique({ where: { id: caseOfficerId }, include: { details: true } })
    : null;
  const phone = officer?.details?.phone ?? jurisdiction.phone;
  const asksHimself = caseOfficerId === personId;
  return { jurisdiction, contact: officer && phone && !asksHimself ? { name: officer.name, phone } : null };
}

/** By a role, else by an expert pool, else the city. */
async function homeOf(tx: Tx, personId: string): Promise<Jurisdiction | null> {
  const grant = await tx.grant.findFirst({
    where: { personId, until: null, jurisdictionId: { not: null } },
    orderBy: { recordedAt: 'desc' },
    select: { jurisdiction: true },
  });
  if (grant?.jurisdiction) return grant.jurisdiction;
  const pool = await tx.poolMembership.findFirst({
    where: { personId, endedOn: null },
    orderBy: { recordedAt: 'asc' },
    select: { jurisdiction: true },
  });
  return pool?.jurisdiction ?? tx.jurisdiction.findFirst({ where: { parentId: null } });
}
