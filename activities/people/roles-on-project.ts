import { CONFIRMED_ROLES } from '../../domain/access/confirmed-roles';
import type { LocalDate } from '../../domain/calendar/local-date';
import type { ActorRole } from '../../domain/lifecycle/act-table';
import type { OrganisationKind, Project, Role, SeatAnswer, SeatRole } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

interface Grant {
  role: Role;
  /** The bureau is the project's own, or the one above it. */
  here: boolean | null;
  above: boolean | null;
  /** The parts that the organisation has in the project. */
  parts: OrganisationKind[] | null;
}

interface Ties {
  grants: Grant[] | null;
  seats: { answer: SeatAnswer | null; role: SeatRole }[] | null;
  witness: boolean;
}

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
  const { grants, seats, witness } = await tiesOf(tx, personId, project, today);
  const roles = new Set<ActorRole>();
  for (const { role, here, above, parts } of grants ?? []) {
    const isParty = (...as: OrganisationKind[]) => as.some((part) => parts?.includes(part));
    if (role === 'officer' && here) roles.add('officer').add('recorder');
    if (role === 'recorder' && here) roles.add('recorder');
    if (role === 'director' && here) roles.add('director');
    if (role === 'director' && above) roles.add('parent_director');
    if (role === 'owner' && isParty('owner', 'agent')) roles.add('owner');
    if (role === 'department' && isParty('department', 'archives')) roles.add('department');
    if (role === 'receiver' && isParty('receiver', 'archives', 'owner')) roles.add('receiver');
  }
  for (const { answer, role } of seats ?? []) {
    roles.add('invitee');
    if (answer !== 'accepted') continue;
    roles.add('member');
    if (role === 'leader') roles.add('leader');
    if (role === 'deputy') roles.add('deputy_leader');
  }
  if (witness) roles.add('witness');
  return [...roles];
}

/** Asked at every act, twice, hence one query. Grants that need a director's confirmation count only with it. */
async function tiesOf(
  tx: Tx,
  personId: string,
  project: Pick<Project, 'id' | 'jurisdictionId'>,
  today: LocalDate,
): Promise<Ties> {
  const [ties] = await tx.$queryRaw<[Ties]>`
    WITH own AS (
      SELECT given.role, given."jurisdictionId" = bureau.id AS here, given."jurisdictionId" = bureau."parentId" AS above,
        (SELECT jsonb_agg(party.role) FROM "ProjectParty" party WHERE party."projectId" = ${project.id}::uuid
          AND party."organisationId" = given."organisationId" AND party.until IS NULL) AS parts
      FROM "Grant" given LEFT JOIN "Jurisdiction" bureau ON bureau.id = ${project.jurisdictionId}::uuid
      WHERE given."personId" = ${personId}::uuid
        AND given."from" <= ${today}::date AND (given.until IS NULL OR given.until >= ${today}::date)
        AND (given."confirmedById" IS NOT NULL OR NOT given.role::text = ANY (${CONFIRMED_ROLES}))),
    held AS (
      SELECT holder.answer, seat.role FROM "SeatHolder" holder
        JOIN "Seat" seat ON seat.id = holder."seatId" JOIN "Round" round ON round.id = seat."roundId"
      WHERE holder."personId" = ${personId}::uuid AND holder."endedAt" IS NULL
        AND round."projectId" = ${project.id}::uuid AND round."endedAt" IS NULL)
    SELECT (SELECT jsonb_agg(own) FROM own) AS grants,
      (SELECT jsonb_agg(held) FROM held) AS seats,
      EXISTS (
        SELECT FROM "Ceremony" ceremony JOIN "Draw" draw ON draw."ceremonyId" = ceremony.id
        WHERE ceremony."witnessId" = ${personId}::uuid AND draw."projectId" = ${project.id}::uuid
          AND draw.state = 'committed') AS witness`;
  return ties;
}
