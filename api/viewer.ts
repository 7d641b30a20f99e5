import type { Tx } from '../activities/database/database';
import { toDate } from '../activities/database/dates';
import { withAllBelow } from '../activities/people/with-all-below';
import type { LocalDate } from '../domain/calendar/local-date';
import type { OrganisationKind, Prisma, Role } from '../prisma/generated/client';
import { grantsInForce } from './grants-in-force';

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
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: {
      grants: grantsInForce(today),
      deputising: {
        where: { from: { lte: toDate(today) }, until: { gte: toDate(today) } },
        select: { person: { select: { id: true, grants: grantsInForce(today) } } },
      },
      holdings: {
        select: {
          endedAt: true,
          answer: true,
          seat: { select: { round: { select: { id: true, projectId: true } } } },
        },
      },
    },
  });
  const { grants: own, deputising, holdings: seats } = person ?? { grants: [], deputising: [], holdings: [] };
  const grants = [...own, ...deputising.flatMap(({ person: absent }) => absent.grants)];
  const organisations = grants.flatMap(({ organisationId }) => organisationId ?? []);
  const parties = await partiesOf(tx, organisations, { AND: [inForce, begun] });
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
  const member = seats.filter(({ endedAt, answer }) => endedAt === null && answer === 'accepted');
  const ceremonies = await tx.ceremony.findMany({
    where: { witnessId: personId },
    select: { id: true, draws: { select: { roundId: true, projectId: true } } },
  });
  const draws = ceremonies.flatMap((ceremony) => ceremony.draws);
  const owner = projectsAs('owner');
  const rounds = unique(member.map(({ seat }) => seat.round.id));
  return {
    personId,
    actingFor: [personId, ...deputising.map(({ person: { id } }) => id)],
    isAdmin: own.some(({ role }) => role === 'admin'),
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

async function partiesOf(tx: Tx, organisations: string[], when: Prisma.ProjectPartyWhereInput) {
  if (organisations.length === 0) return [];
  return tx.projectParty.findMany({
    where: { organisationId: { in: organisations }, ...when },
    select: { projectId: true, organisationId: true, role: true },
  });
}

async function metHolders(tx: Tx, rounds: string[], owner: string[]): Promise<string[]> {
  if (rounds.length === 0 && owner.length === 0) return [];
  const checkIns = await tx.checkIn.findMany({
    where: { round: { ...MET, OR: [{ id: { in: rounds } }, { projectId: { in: owner } }] } },
    select: { seatId: true, personId: true },
  });
  if (checkIns.length === 0) return [];
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
