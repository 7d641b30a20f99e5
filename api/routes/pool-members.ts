import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import { admitMembers, changePoolMember } from '../../activities/people/pool-members';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { PoolStatus } from '../../prisma/generated/enums';
import { requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { organisationNames } from '../organisation-names';
import { type PersonalContext, type Route, route } from '../route';
import { dateOf, id, idParams, line, localDate } from '../schemas';
import { visible } from '../visible';

const status = z.enum(PoolStatus);

const row = z
  .object({
    id,
    person: z.object({ id, name: z.string(), title: z.string().nullable() }),
    jurisdictionId: id,
    specialties: z.array(z.string()),
    titleLevel: z.string(),
    yearsInField: z.int(),
    birthDate: localDate.nullable(),
    joinedOn: localDate,
    status,
    regulatorStaff: z.boolean(),
    endedOn: localDate.nullable(),
    /** Present employers, by the register. */
    employerIds: z.array(id),
    employers: z.array(z.string()),
  })
  .meta({ id: 'PoolMember' });

const STAFF = ['officer', 'director', 'recorder'] as const;
const KEEPERS = ['officer', 'director'] as const;

const INCLUDE = {
  person: { include: { memberships: { where: { kind: 'employment', until: null } } } },
} satisfies Prisma.PoolMembershipInclude;

export const listMembers = route({
  method: 'get',
  path: '/api/v1/pool-members',
  tag: 'pools',
  summary: 'Members of the expert pools, by pool, specialty, state or name',
  roles: STAFF,
  query: pageQuery.extend({
    jurisdictionId: id.optional(),
    personId: id.optional(),
    specialty: line(50).optional(),
    status: status.optional(),
    search: line(50).optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, query } = context;
    const { jurisdictionId, personId, specialty, search } = query;
    const see = await visible(context);
    const where: Prisma.PoolMembershipWhereInput = {
      AND: [
        see.poolMembership,
        { jurisdictionId, personId, status: query.status },
        specialty ? { specialties: { has: specialty } } : {},
        search ? { person: { name: { contains: search } } } : {},
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'pool-members', query, (page) =>
      tx.poolMembership.findMany({ where, include: INCLUDE, orderBy: [{ joinedOn: 'desc' }, { id: 'asc' }], ...page }),
    );
    const names = await employersOf(tx, rows);
    return ok({ items: rows.map((member) => view(member, names)), nextCursor });
  },
});

const details = {
  specialties: z.array(line(50)).min(1).max(10),
  titleLevel: line(30),
  yearsInField: z.int().min(0).max(60),
  birthDate: localDate.nullable(),
  regulatorStaff: z.boolean(),
};

export const admitMember = route({
  method: 'post',
  path: '/api/v1/pool-members',
  tag: 'pools',
  summary: 'Admit a person to a bureau’s expert pool',
  roles: KEEPERS,
  body: z.strictObject({
    ...details,
    personId: id,
    jurisdictionId: id,
    joinedOn: localDate.optional(),
    birthDate: details.birthDate.default(null),
    regulatorStaff: details.regulatorStaff.default(false),
  }),
  answers: { 201: z.object({ id }) },
  refusals: ['ALREADY_EXISTS'],
  async handler(context) {
    const { tx, actor, occasion, body } = context;
    await requireRoleIn(tx, actor, KEEPERS, body.jurisdictionId);
    const see = await visible(context);
    const { personId, jurisdictionId, joinedOn = occasion.today } = body;
    const person = await tx.person.findFirst({ where: { AND: [{ id: personId }, see.person] } });
    if (!person) throw new Refusal('NOT_FOUND', { field: 'personId', value: personId });
    const known = await tx.poolMembership.findFirst({ where: { personId, jurisdictionId } });
    if (known) throw new Refusal('ALREADY_EXISTS', { field: 'personId', value: personId, existingId: known.id });
    const by = { personId: actor.personId, ...occasion };
    const [id] = await admitMembers(tx, jurisdictionId, [{ ...body, joinedOn }], by);
    return created({ id: id! }, `/api/v1/pool-members/${id}`);
  },
});

export const readMember = route({
  method: 'get',
  path: '/api/v1/pool-members/{id}',
  tag: 'pools',
  summary: 'A member of an expert pool',
  params: idParams,
  answers: { 200: row },
  async handler(context) {
    const member = await requireMember(context, context.params.id);
    return ok(view(member, await employersOf(context.tx, [member])));
  },
});

export const changeMember = route({
  method: 'patch',
  path: '/api/v1/pool-members/{id}',
  tag: 'pools',
  summary: 'Change a member’s specialties or standing; `ended` leaves the pool today',
  roles: KEEPERS,
  params: idParams,
  body: z.strictObject({ ...details, status }).partial(),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const member = await requireMember(context, params.id);
    await requireRoleIn(tx, actor, KEEPERS, member.jurisdictionId);
    await changePoolMember(tx, member, body, { personId: actor.personId, ...occasion });
    return noContent();
  },
});

type Context = Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>;

async function requireMember(context: Context, memberId: string) {
  const see = await visible(context);
  const where = { AND: [{ id: memberId }, see.poolMembership] };
  const found = await context.tx.poolMembership.findFirst({ where, include: INCLUDE });
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: memberId });
  return found;
}

type Member = Prisma.PoolMembershipGetPayload<{ include: typeof INCLUDE }>;

const employersOf = (tx: Tx, members: readonly Member[]) =>
  organisationNames(
    tx,
    members.flatMap(({ person }) => person.memberships.map(({ organisationId }) => organisationId)),
  );

function view(member: Member, names: Map<string, string>): z.input<typeof row> {
  const { id, name, title, memberships } = member.person;
  return {
    id: member.id,
    person: { id, name, title },
    jurisdictionId: member.jurisdictionId,
    specialties: member.specialties,
    titleLevel: member.titleLevel,
    yearsInField: member.yearsInField,
    birthDate: dateOf(member.birthDate),
    joinedOn: toLocalDate(member.joinedOn),
    status: member.status,
    regulatorStaff: member.regulatorStaff,
    endedOn: dateOf(member.endedOn),
    employerIds: memberships.map(({ organisationId }) => organisationId),
    employers: memberships.map(({ organisationId }) => names.get(organisationId) ?? ''),
  };
}

export const POOL_MEMBER_ROUTES: readonly Route[] = [listMembers, admitMember, readMember, changeMember];
