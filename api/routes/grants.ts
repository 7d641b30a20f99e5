import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { auditGrants } from '../../activities/people/audit-grants';
import { CONFIRMED_ROLES, needsConfirmation } from '../../domain/access/confirmed-roles';
import { addDays, laterOf } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { Grant, Prisma, Role } from '../../prisma/generated/client';
import { hasRole, type Occasion, requireRole, requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { organisationNames } from '../organisation-names';
import { maybeNamed, personNamed, personNames } from '../person-names';
import { type PersonalContext, type Route, route } from '../route';
import { dateOf, id, idParams, instant, instantOf, line, localDate, personName, role } from '../schemas';
import { visible } from '../visible';

/** Roles given in a bureau, and those given in an organisation; the others may have either or none. */
const BUREAU_ROLES: readonly Role[] = ['officer', 'director', 'recorder', 'witness'];
const ORGANISATION_ROLES: readonly Role[] = ['owner', 'department', 'receiver'];

const row = z
  .object({
    id,
    person: personName,
    role,
    jurisdictionId: id.nullable(),
    organisationId: id.nullable(),
    /** Name of the bureau or of the organisation. */
    place: z.string().nullable(),
    section: z.string().nullable(),
    from: localDate,
    until: localDate.nullable(),
    proposedBy: personName.nullable(),
    confirmedBy: personName.nullable(),
    confirmedAt: instant.nullable(),
    /** Counts only once a director confirmed it. */
    needsConfirmation: z.boolean(),
  })
  .meta({ id: 'Grant' });

export const grantInput = z
  .strictObject({
    role,
    jurisdictionId: id.optional(),
    organisationId: id.optional(),
    section: line(50).optional(),
    from: localDate.optional(),
    until: localDate.optional(),
  })
  .refine(({ role, jurisdictionId }) => jurisdictionId !== undefined || !BUREAU_ROLES.includes(role), {
    path: ['jurisdictionId'],
    params: { allowed: 'the bureau' },
  })
  .refine(({ role, organisationId }) => organisationId !== undefined || !ORGANISATION_ROLES.includes(role), {
    path: ['organisationId'],
    params: { allowed: 'the organisation' },
  })
  .refine(({ jurisdictionId, organisationId }) => jurisdictionId === undefined || organisationId === undefined, {
    path: ['organisationId'],
    params: { allowed: 'either a bureau or an organisation' },
  });

const PROPOSERS: readonly Role[] = ['admin', 'officer', 'director'];

export const listGrants = route({
  method: 'get',
  path: '/api/v1/grants',
  tag: 'accounts',
  summary: 'Roles of people, by person, bureau, organisation, role or state',
  query: pageQuery.extend({
    personId: id.optional(),
    jurisdictionId: id.optional(),
    organisationId: id.optional(),
    role: role.optional(),
    state: z.enum(['waiting', 'in_force', 'ended']).optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, occasion, query } = context;
    const { state, limit: _, cursor: __, ...same } = query;
    const see = await visible(context);
    const where: Prisma.GrantWhereInput = { AND: [see.grant, same, state ? inState(state, occasion) : {}] };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'grants', query, (page) =>
      tx.grant.findMany({ where, orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }], ...page }),
    );
    const names = await personNames(
      tx,
      rows.flatMap(({ personId, proposedById, confirmedById }) => [personId, proposedById, confirmedById]),
    );
    const places = await placesOf(tx, rows);
    return ok({ items: rows.map((grant) => view(grant, names, places)), nextCursor });
  },
});

export const readGrant = route({
  method: 'get',
  path: '/api/v1/grants/{id}',
  tag: 'accounts',
  summary: 'A role of a person',
  params: idParams,
  answers: { 200: row },
  async handler(context) {
    const grant = await requireGrant(context, context.params.id);
    const { tx } = context;
    const names = await personNames(tx, [grant.personId, grant.proposedById, grant.confirmedById]);
    return ok(view(grant, names, await placesOf(tx, [grant])));
  },
});

function inState(state: 'waiting' | 'in_force' | 'ended', { today }: Occasion): Prisma.GrantWhereInput {
  const day = toDate(today);
  const unconfirmed: Prisma.GrantWhereInput = { confirmedById: null, role: { in: [...CONFIRMED_ROLES] } };
  const open: Prisma.GrantWhereInput = { OR: [{ until: null }, { until: { gte: day } }] };
  if (state === 'ended') return { until: { lt: day } };
  if (state === 'waiting') return { AND: [unconfirmed, open] };
  return { AND: [{ NOT: unconfirmed }, open, { from: { lte: day } }] };
}

/** Grants that count once somebody confirmed them. */
export const grantsWaiting = (occasion: Occasion): Prisma.GrantWhereInput => inState('waiting', occasion);

export const proposeGrant = route({
  method: 'post',
  path: '/api/v1/grants',
  tag: 'accounts',
  summary: 'Give a person a role',
  description: 'Officers, directors, recorders and witnesses count once a director confirmed them.',
  roles: PROPOSERS,
  body: grantInput.safeExtend({ personId: id }),
  answers: { 201: z.object({ id, needsConfirmation: z.boolean() }) },
  async handler(context) {
    const { tx, actor, occasion, body } = context;
    const see = await visible(context);
    const person = await tx.person.findFirst({ where: { AND: [{ id: body.personId }, see.person] } });
    if (!person) throw new Refusal('NOT_FOUND', { field: 'personId', value: body.personId });
    const grant = await newGrant(context, body);
    await auditGrants(tx, { personId: actor.personId, ...occasion }, 'grant.proposed', [grant]);
    return created(
      { id: grant.id, needsConfirmation: needsConfirmation(grant.role) },
      `/api/v1/grants?personId=${body.personId}`,
    );
  },
});

export const confirmGrant = route({
  method: 'post',
  path: '/api/v1/grants/{id}/confirmation',
  tag: 'accounts',
  summary: 'Confirm a role that somebody else proposed, for somebody else',
  description:
    'A director of the bureau or of one above confirms; while none of these has a director, another administrator the first.',
  roles: ['director', 'admin'],
  params: idParams,
  answers: { 204: 'nothing' },
  refusals: ['SAME_PERSON', 'ALREADY_EXISTS'],
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const grant = await requireGrant(context, params.id);
    if (grant.confirmedById || !needsConfirmation(grant.role)) {
      throw new Refusal('ALREADY_EXISTS', { field: 'id', value: params.id });
    }
    await requireConfirmer(context, grant);
    for (const personId of [actor.personId, actor.deputyFor?.personId]) {
      if (personId === grant.proposedById || personId === grant.personId) {
        throw new Refusal('SAME_PERSON', { field: 'id', value: params.id });
      }
    }
    await tx.grant.update({
      where: { id: grant.id },
      data: { confirmedById: actor.personId, confirmedAt: occasion.now },
    });
    await auditGrants(tx, { personId: actor.personId, ...occasion }, 'grant.confirmed', [grant]);
    return noContent();
  },
});

export const endGrant = route({
  method: 'post',
  path: '/api/v1/grants/{id}/end',
  tag: 'accounts',
  summary: 'End a role; what the person had taken returns to the bureau',
  description: 'Without a day it ends at once.',
  roles: ['admin', 'director'],
  params: idParams,
  body: z.strictObject({ until: localDate.optional().meta({ description: 'The last day' }) }),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const grant = await requireGrant(context, params.id);
    if (!hasRole(actor, ['admin'])) {
      if (!grant.jurisdictionId) throw new Refusal('FORBIDDEN', { allowed: ['admin'] });
      await requireRoleIn(tx, actor, ['director'], grant.jurisdictionId, { above: true });
    }
    const from = toLocalDate(grant.from);
    const until = body.until ?? laterOf(from, addDays(occasion.today, -1));
    if (until < from) throw new Refusal('BAD_INPUT', { field: 'until', value: until, allowed: `${from} or later` });
    await tx.grant.update({ where: { id: grant.id }, data: { until: toDate(until) } });
    if (grant.jurisdictionId && until < occasion.today) {
      await tx.task.updateMany({
        where: { takenById: grant.personId, jurisdictionId: grant.jurisdictionId, role: grant.role, doneAt: null },
        data: { takenById: null },
      });
    }
    await auditGrants(tx, { personId: actor.personId, ...occasion }, 'grant.ended', [grant]);
    return noContent();
  },
});

type Context = Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>;

async function requireGrant(context: Context, grantId: string): Promise<Grant> {
  const see = await visible(context);
  const grant = await context.tx.grant.findFirst({ where: { AND: [{ id: grantId }, see.grant] } });
  if (!grant) throw new Refusal('NOT_FOUND', { field: 'id', value: grantId });
  return grant;
}

/** @throws Refusal FORBIDDEN */
async function requireConfirmer({ tx, actor }: Context, { role, jurisdictionId }: Grant): Promise<void> {
  if (jurisdictionId === null) return requireRole(actor, ['director']);
  if (role === 'director' && hasRole(actor, ['admin'])) {
    const [found] = await tx.$queryRaw<{ has: boolean }[]>`SELECT access.has_director(${jurisdictionId}::uuid) AS has`;
    if (!found?.has) return;
  }
  await requireRoleIn(tx, actor, ['director'], jurisdictionId, { above: true });
}

/**
 * Writes a grant that the actor may propose: an admin any, staff those of their own bureau and of the parties to its projects.
 *
 * @throws Refusal FORBIDDEN, NOT_FOUND
 */
export async function newGrant(
  { tx, actor, occasion }: Context,
  given: z.output<typeof grantInput> & { personId: string },
): Promise<Grant> {
  const { personId, role, section, jurisdictionId = null, organisationId = null, from, until } = given;
  if (!hasRole(actor, ['admin'])) {
    if (role === 'admin') throw new Refusal('FORBIDDEN', { field: 'role', value: role });
    const place = jurisdictionId ?? (await bureauOfParty(tx, organisationId));
    await requireRoleIn(tx, actor, ['officer', 'director'], place, { above: true });
  }
  return tx.grant.create({
    data: {
      personId,
      role,
      jurisdictionId,
      organisationId,
      section,
      from: toDate(from ?? occasion.today),
      until: until ? toDate(until) : null,
      proposedById: actor.personId,
    },
  });
}

async function bureauOfParty(tx: Tx, organisationId: string | null): Promise<string> {
  const party = organisationId
    ? await tx.projectParty.findFirst({
        where: { organisationId },
        select: { project: { select: { jurisdictionId: true } } },
      })
    : null;
  if (!party) throw new Refusal('NOT_FOUND', { field: 'organisationId', value: organisationId });
  return party.project.jurisdictionId;
}

/** Names of bureaus and organisations, by their ids. */
async function placesOf(tx: Tx, grants: readonly Grant[]): Promise<Map<string, string>> {
  const bureaus = await tx.jurisdiction.findMany({
    where: { id: { in: grants.flatMap(({ jurisdictionId }) => jurisdictionId ?? []) } },
    select: { id: true, bureauName: true },
  });
  const organisations = await organisationNames(
    tx,
    grants.map(({ organisationId }) => organisationId),
  );
  return new Map([...organisations, ...bureaus.map(({ id, bureauName }) => [id, bureauName] as const)]);
}

function view(grant: Grant, names: Map<string, string>, places: Map<string, string>): z.input<typeof row> {
  return {
    id: grant.id,
    person: personNamed(names, grant.personId),
    role: grant.role,
    jurisdictionId: grant.jurisdictionId,
    organisationId: grant.organisationId,
    place: places.get(grant.jurisdictionId ?? grant.organisationId ?? '') ?? null,
    section: grant.section,
    from: toLocalDate(grant.from),
    until: dateOf(grant.until),
    proposedBy: maybeNamed(names, grant.proposedById),
    confirmedBy: maybeNamed(names, grant.confirmedById),
    confirmedAt: instantOf(grant.confirmedAt),
    needsConfirmation: needsConfirmation(grant.role),
  };
}

export const GRANT_ROUTES: readonly Route[] = [listGrants, readGrant, proposeGrant, confirmGrant, endGrant];
