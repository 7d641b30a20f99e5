import type { LocalDate } from '../../domain/calendar/local-date';
import type { ActorRole } from '../../domain/lifecycle/act-table';
import type { Project } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';

/** Grants that need a director's confirmation before they count. */
const CONFIRMED_ROLES = ['officer', 'director', 'witness'];

/**
 * What a person is to a project today: staff by confirmed grants in its bureau or the one above, bodies by their
 * organisation's part in it, experts by the seat they hold, witnesses by their ceremonies.
 */
export async function rolesOnProject(
  tx: Tx,
  personId: string,
  project: Pick<Project, 'id' | 'jurisdictionId'>,
  today: LocalDate,
): Promise<ActorRole[]> {
  const roles = new Set<ActorRole>();
  const parent = await tx.jurisdiction.findUnique({
    where: { id: project.jurisdictionId },
    select: { parentId: true },
  });
  const grants = await tx.grant.findMany({
    where: { personId, from: { lte: toDate(today) }, OR: [{ until: null }, { until: { gte: toDate(today) } }] },
    select: { role: true, jurisdictionId: true, organisationId: true, confirmedById: true },
  });
  const parties = await tx.projectParty.findMany({
    where: { projectId: project.id, until: null },
    select: { organisationId: true, role: true },
  });
  const isParty = (organisationId: string | null, as: string[]) =>
    parties.some((party) => party.organisationId === organisationId && as.includes(party.role));

  for (const { role, jurisdictionId, organisationId, confirmedById } of grants) {
    if (CONFIRMED_ROLES.includes(role) && !confirmedById) continue;
    const here = jurisdictionId === project.jurisdictionId;
    if (role === 'officer' && here) roles.add('officer').add('recorder');
    if (role === 'recorder' && here) roles.add('recorder');
    if (role === 'director' && here) roles.add('director');
    if (role === 'director' && jurisdictionId === parent?.parentId) roles.add('parent_director');
    if (role === 'owner' && isParty(organisationId, ['owner', 'agent'])) roles.add('owner');
    if (role === 'department' && isParty(organisationId, ['department', 'archives'])) roles.add('department');
    if (role === 'receiver' && isParty(organisationId, ['receiver', 'archives', 'owner'])) roles.add('receiver');
  }
  await addSeats(tx, personId, project.id, roles);
  const ceremony = await tx.ceremony.findFirst({
    where: { witnessId: personId, draws: { some: { projectId: project.id, state: 'committed' } } },
    select: { id: true },
  });
  if (ceremony) roles.add('witness');
  return [...roles];
}

async function addSeats(tx: Tx, personId: string, projectId: string, roles: Set<ActorRole>): Promise<void> {
  const held = await tx.seatHolder.findMany({
    where: { personId, endedAt: null, seat: { round: { projectId, endedAt: null } } },
    select: { answer: true, seat: { select: { role: true } } },
  });
  for (const { answer, seat } of held) {
    roles.add('invitee');
    if (answer !== 'accepted') continue;
    roles.add('member');
    if (seat.role === 'leader') roles.add('leader');
    if (seat.role === 'deputy') roles.add('deputy_leader');
  }
}
