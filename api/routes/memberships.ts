import { z } from 'zod';
import { toDate } from '../../activities/database/dates';
import { leaveOrganisation } from '../../activities/people/leave-organisation';
import { Refusal } from '../../domain/errors';
import type { Membership } from '../../prisma/generated/client';
import { MembershipKind } from '../../prisma/generated/enums';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { organisationNames } from '../organisation-names';
import { personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { dateOf, id, idParams, localDate, personName } from '../schemas';
import { visible } from '../visible';

const kind = z.enum(MembershipKind);

const row = z
  .object({
    id,
    person: personName,
    organisationId: id,
    /** Its present name. */
    organisation: z.string(),
    kind,
    from: localDate.nullable(),
    until: localDate.nullable(),
  })
  .meta({ id: 'Membership' });

const REGISTRARS = ['officer', 'director', 'recorder', 'admin'] as const;

export const listMemberships = route({
  method: 'get',
  path: '/api/v1/memberships',
  tag: 'registers',
  summary: 'Who belongs or belonged to which organisation',
  query: pageQuery.extend({ personId: id.optional(), organisationId: id.optional(), kind: kind.optional() }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, query } = context;
    const { limit: _, cursor: __, ...same } = query;
    const see = await visible(context);
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'memberships', query, (page) =>
      tx.membership.findMany({
        where: { AND: [see.membership, same] },
        orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
        ...page,
      }),
    );
    const names = await personNames(
      tx,
      rows.map(({ personId }) => personId),
    );
    const organisations = await organisationNames(
      tx,
      rows.map(({ organisationId }) => organisationId),
    );
    return ok({ items: rows.map((membership) => view(membership, names, organisations)), nextCursor });
  },
});

export const addMembership = route({
  method: 'post',
  path: '/api/v1/memberships',
  tag: 'registers',
  summary: 'Record that a person belongs or belonged to an organisation',
  roles: REGISTRARS,
  body: z
    .strictObject({
      personId: id,
      organisationId: id,
      kind,
      from: localDate.nullable().default(null),
      until: localDate.nullable().default(null),
    })
    .refine(({ from, until }) => from === null || until === null || from <= until, {
      path: ['until'],
      params: { allowed: 'not before `from`' },
    }),
  answers: { 201: z.object({ id }) },
  async handler(context) {
    const { tx, body } = context;
    const see = await visible(context);
    const person = await tx.person.findFirst({ where: { AND: [{ id: body.personId }, see.person] } });
    if (!person) throw new Refusal('NOT_FOUND', { field: 'personId', value: body.personId });
    if (!(await tx.organisation.findUnique({ where: { id: body.organisationId } }))) {
      throw new Refusal('NOT_FOUND', { field: 'organisationId', value: body.organisationId });
    }
    const { from, until, ...rest } = body;
    const { id } = await tx.membership.create({
      data: { ...rest, from: from ? toDate(from) : null, until: until ? toDate(until) : null },
    });
    return created({ id }, `/api/v1/memberships?personId=${body.personId}`);
  },
});

export const endMembership = route({
  method: 'post',
  path: '/api/v1/memberships/{id}/end',
  tag: 'registers',
  summary: 'Record that a person left; access for the organisation ends the same day',
  description:
    'Where nobody with a verified address is left to act for an owner, officers get a task to find a contact.',
  roles: REGISTRARS,
  params: idParams,
  body: z.strictObject({ until: localDate.meta({ description: 'The last day' }) }),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, occasion, params, body } = context;
    const see = await visible(context);
    const found = await tx.membership.findFirst({ where: { AND: [{ id: params.id }, see.membership] } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const from = dateOf(found.from);
    if (from && body.until < from) {
      throw new Refusal('BAD_INPUT', { field: 'until', value: body.until, allowed: `${from} or later` });
    }
    await leaveOrganisation(tx, found, body.until, { personId: context.actor.personId, ...occasion });
    return noContent();
  },
});

function view(
  membership: Membership,
  names: Map<string, string>,
  organisations: Map<string, string>,
): z.input<typeof row> {
  const { id, personId, organisationId, kind, from, until } = membership;
  return {
    id,
    person: personNamed(names, personId),
    organisationId,
    organisation: organisations.get(organisationId) ?? '',
    kind,
    from: dateOf(from),
    until: dateOf(until),
  };
}

export const MEMBERSHIP_ROUTES: readonly Route[] = [listMemberships, addMembership, endMembership];
