import type { LocalDate } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import {
  type HalfDay,
  type HeldSeat,
  type PoolPerson,
  RELATION_KINDS,
  type Relation,
  type RelationKind,
} from '../../domain/eligibility/pool-person';
import type { TiedPerson } from '../../domain/eligibility/recusal';
import type { Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { toDate, toLocalDate } from '../database/dates';
import type { ProcessContext } from '../process/process-context';
import type { CaseOnDay } from './recusals-for';

const TIES = { memberships: true, relations: true } satisfies Prisma.PersonInclude;

const PERSON = {
  ...TIES,
  absences: true,
  holdings: { include: { seat: { include: { round: { include: { halfDays: true } } } } } },
} satisfies Prisma.PersonInclude;

export type PoolRow = Prisma.PoolMembershipGetPayload<{ include: { person: { include: typeof PERSON } } }>;
type PersonWithTies = Prisma.PersonGetPayload<{ include: typeof TIES }>;
type PersonRow = Prisma.PersonGetPayload<{ include: typeof PERSON }>;
type Holding = PersonRow['holdings'][number];

/** For which round people are looked at, and when it meets. */
export interface Occasion {
  roundId: string;
  halfDays: readonly HalfDay[];
}

/** The pools that a draw of this project may take from: its own and the one above. */
export const poolsInReach = ({ project: { jurisdiction } }: ProcessContext): string[] => [
  jurisdiction.id,
  ...(jurisdiction.parentId ? [jurisdiction.parentId] : []),
];

/**
 * Pools as the filters see them: everybody who is or was in one, or those named, with relations, absences, bookings and
 * seats of all pools. Who left this round once counts as unavailable for it, who left for a relation as recused.
 */
export async function poolPeople(
  ctx: ProcessContext,
  poolIds: readonly string[],
  occasion: Occasion,
  personIds?: readonly string[],
): Promise<PoolPerson[]> {
  const rows = await poolRows(ctx.tx, poolIds, personIds);
  return rows.map((row) => poolPerson(ctx, row, occasion));
}

/** Memberships of pools with all that the filters look at. */
export function poolRows(tx: Tx, poolIds: readonly string[], personIds?: readonly string[]): Promise<PoolRow[]> {
  return tx.poolMembership.findMany({
    where: { jurisdictionId: { in: [...poolIds] }, ...(personIds ? { personId: { in: [...personIds] } } : {}) },
    include: { person: { include: PERSON } },
  });
}

/** A membership as the filters see it for a project. */
export function poolPerson(ctx: CaseOnDay, { person, ...membership }: PoolRow, occasion: Occasion): PoolPerson {
  return {
    id: person.id,
    ...tiesOf(ctx, person, leftForRelation(person, occasion)),
    status: membership.endedOn ? 'ended' : membership.status,
    regulatorStaff: membership.regulatorStaff,
    specialties: membership.specialties,
    titleLevel: membership.titleLevel,
    yearsInField: membership.yearsInField,
    birthDate: membership.birthDate && toLocalDate(membership.birthDate),
    joinedOn: toLocalDate(membership.joinedOn),
    unavailable: unavailableFor(person, occasion),
    seats: person.holdings.filter(({ endedAt }) => endedAt === null).map(heldSeat),
  };
}

/** What ties a person to organisations and to this project, in a pool or not. @throws NotFoundError of the client */
export async function tiedPerson(ctx: CaseOnDay, personId: string): Promise<TiedPerson> {
  const person = await ctx.tx.person.findUniqueOrThrow({ where: { id: personId }, include: TIES });
  return tiesOf(ctx, person, false);
}

function tiesOf(ctx: CaseOnDay, person: PersonWithTies, leftForRelation: boolean): TiedPerson {
  const today = toDate(ctx.today);
  const employments = person.memberships
    .filter(({ kind, until }) => kind === 'employment' && (until === null || until >= today))
    .sort((a, b) => (b.from?.getTime() ?? 0) - (a.from?.getTime() ?? 0));
  return {
    employerId: employments[0]?.organisationId ?? null,
    relations: [
      ...person.memberships.map(({ kind, organisationId, until }) =>
        relation(kind === 'contact' ? 'other' : 'employment', organisationId, until),
      ),
      ...person.relations.map(({ kind, organisationId, until }) =>
        relation(RELATION_KINDS.find((known) => known === kind) ?? 'other', organisationId, until),
      ),
    ],
    selfRecused: leftForRelation || person.relations.some(({ projectId }) => projectId === ctx.project.id),
  };
}

const relation = (kind: RelationKind, organisationId: string | null, until: Date | null): Relation => ({
  kind,
  organisationId,
  organisationName: null,
  until: until && toLocalDate(until),
});

function leftForRelation({ holdings }: PersonRow, { roundId }: Occasion): boolean {
  return holdings.some(({ seat, endReason }) => seat.roundId === roundId && endReason?.startsWith('RECUSED'));
}

/** Absences, bookings and seats of this round left before, told apart by nobody. */
function unavailableFor({ absences, holdings }: PersonRow, { roundId, halfDays }: Occasion): HalfDay[] {
  if (holdings.some(({ seat, endedAt }) => seat.roundId === roundId && endedAt !== null)) return [...halfDays];
  const booked = holdings
    .filter(({ endedAt, seat }) => endedAt === null && seat.round.endedAt === null)
    .flatMap(({ seat }) => seat.round.halfDays.map(halfDayOf));
  const isAbsent = (day: LocalDate) => absences.some(({ from, until }) => from <= toDate(day) && toDate(day) <= until);
  return halfDays.filter((half) => booked.includes(half) || isAbsent(half.slice(0, 10)));
}

export const halfDayOf = ({ date, half }: { date: Date; half: 'morning' | 'afternoon' }): HalfDay =>
  `${toLocalDate(date)}/${half}`;

function heldSeat({ since, seat }: Holding): HeldSeat {
  const takenOn = localDateOf(since.toISOString());
  const days = seat.round.halfDays.map(({ date }) => toLocalDate(date)).sort();
  return { takenOn, meetingOn: days[0] ?? takenOn };
}
