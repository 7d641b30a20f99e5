import type { Tx } from '../activities/database/database';
import { toDate } from '../activities/database/dates';
import { CONFIRMED_ROLES } from '../domain/access/confirmed-roles';
import type { LocalDate } from '../domain/calendar/local-date';
import type { OrganisationKind, Prisma, Role } from '../prisma/generated/client';

/** What a person is today to which jurisdictions, projects and rounds; ids only. */
export interface Viewer {
  personId: string;
  /** The person and everybody whose deputy he is today. */
  actingFor: string[];
  isAdmin: boolean;
  /** Jurisdictions of the person's bureaus, with all below them. */
  staff: string[];
  /** Organisations the person acts for. */
  organisations: string[];
  /** Projects that one of them builds. */
  owner: string[];
  /** Projects for which one of them is competent department or receiver. */
  body: string[];
  /** Rounds in which the person holds or held a seat, and of whose panel the person is now. */
  held: string[];
  rounds: string[];
  /** The projects of those. */
  heldProjects: string[];
  memberProjects: string[];
  ceremonies: string[];
  witnessedRounds: string[];
  witnessedProjects: string[];
  /** Seat holders of one's panels, or of the owner's projects, who were checked in: members know each other from then on. */
  met: string[];
}

const STAFF: readonly Role[] = ['officer', 'director', 'recorder'];
/** In which part of a project an organisation gives its people a role. */
const PARTS: Partial<Record<Role, OrganisationKind[]>> = {
  owner: ['owner', 'agent'],
  department: ['department', 'archives'],
  receiver: ['receiver', 'archives', 'owner'],
};
/** Rounds whose members know each other: check-in is over (selection.md, Sealing). */
export const MET: Prisma.RoundWhereInput = {
  step: { notIn: ['days', 'seats', 'frozen', 'inviting', 'full'] },
};

/**
 * Reads what a person may see, from the facts and not from what row-level security says: the two locks know nothing of each
 * other.
 *
 * @param today for grants, parts and absences that begin or end on a day
 */
export async function loadViewer(tx: Tx, personId: string, today: LocalDate): Promise<Viewer> {
  const inForce = { OR: [{ until: null }, { until: { gte: toDate(today) } }] };
  const begun = { OR: [{ from: null }, { from: { lte: toDate(today) } }] };
  const absences = await tx.absence.findMany({
    where: { deputyId: personId, from: { lte: toDate(today) }, until: { gte: toDate(today) } },
    select: { personId: true },
  });
  const actingFor = [personId, ...absences.map((absence) => absence.personId)];
  const grants = await tx.grant.findMany({
    where: {
      personId: { in: actingFor },
      from: { lte: toDate(today) },
      AND: [inForce, { OR: [{ role: { notIn: [...CONFIRMED_ROLES] } }, { confirmedById: { not: null } }] }],
    },
  });
  const organisations = grants.flatMap(({ organisationId }) => organisationId ?? []);
  const parties = await tx.projectParty.findMany({
    where: { organisationId: { in: organisations }, AND: [inForce, begun] },
    select: { projectId: true, organisationId: true, role: true },
  });
  const projectsAs = (...roles: Role[]) =>
    unique(
      grants
        .filter(({ role }) => roles.includes(role))
        .flatMap((grant) =>
          parties.filter(
            (party) => party.organisationId === grant.organisationId && PARTS[grant.role]?.includes(party.role),
          ),
        )
        .map(({ projectId }) => projectId),
    );
  const seats = await tx.seatHolder.findMany({
    where: { personId },
    select: { endedAt: true, answer: true, seat: { select: { round: { select: { id: true, projectId: true } } } } },
  });
  const member = seats.filter(({ endedAt, answer }) => endedAt === null && answer === 'accepted');
  const draws = await tx.draw.findMany({
    where: { ceremony: { witnessId: personId } },
    select: { roundId: true, projectId: true },
  });
  const ceremonies = await tx.ceremony.findMany({ where: { witnessId: personId }, select: { id: true } });
  const owner = projectsAs('owner');
  const rounds = unique(member.map(({ seat }) => seat.round.id));
  return {
    personId,
    actingFor,
    isAdmin: grants.some((grant) => grant.role === 'admin' && grant.personId === personId),
    staff: await withAllBelow(
      tx,
      grants.flatMap(({ role, jurisdictionId }) => (STAFF.includes(role) && jurisdictionId ? [jurisdictionId] : [])),
    ),
    organisations,
    owner,
    body: projectsAs('department', 'receiver'),
    held: unique(seats.map(({ seat }) => seat.round.id)),
    rounds,
    heldProjects: unique(seats.map(({ seat }) => seat.round.projectId)),
    memberProjects: unique(member.map(({ seat }) => seat.round.projectId)),
    ceremonies: ceremonies.map(({ id }) => id),
    witnessedRounds: unique(draws.map(({ roundId }) => roundId)),
    witnessedProjects: unique(draws.map(({ projectId }) => projectId)),
    met: await metHolders(tx, rounds, owner),
  };
}

/** These jurisdictions with all below them. */
export async function withAllBelow(tx: Tx, own: string[]): Promise<string[]> {
  if (own.length === 0) return [];
  const tree = await tx.jurisdiction.findMany({ select: { id: true, parentId: true } });
  const found = new Set(own);
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size;
    for (const { id, parentId } of tree) if (parentId && found.has(parentId)) found.add(id);
  }
  return [...found];
}

async function metHolders(tx: Tx, rounds: string[], owner: string[]): Promise<string[]> {
  if (rounds.length === 0 && owner.length === 0) return [];
  const checkIns = await tx.checkIn.findMany({
    where: { round: { ...MET, OR: [{ id: { in: rounds } }, { projectId: { in: owner } }] } },
    select: { seatId: true, personId: true },
  });
  const holders = await tx.seatHolder.findMany({
    where: { seatId: { in: checkIns.map(({ seatId }) => seatId) } },
    select: { id: true, seatId: true, personId: true },
  });
  return holders
    .filter((holder) =>
      checkIns.some(({ seatId, personId }) => seatId === holder.seatId && personId === holder.personId),
    )
    .map(({ id }) => id);
}

const unique = (ids: string[]): string[] => [...new Set(ids)];
