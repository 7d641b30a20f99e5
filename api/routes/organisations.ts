import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { findOrganisation, learnOrganisation } from '../../activities/projects/organisations';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { OrganisationKind } from '../../prisma/generated/enums';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { dateOf, id, idParams, line, localDate } from '../schemas';

const kind = z.enum(OrganisationKind);
/** GB 32100-2015: 18 characters without I, O, S, V and Z. */
const creditCode = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

const row = z
  .object({
    id,
    creditCode: z.string().nullable(),
    kinds: z.array(kind),
    name: z.string(),
    /** Present and former names 曾用名. */
    names: z.array(z.object({ name: z.string(), from: localDate.nullable(), until: localDate.nullable() })),
    parentGroupId: id.nullable(),
    successorOfId: id.nullable(),
  })
  .meta({ id: 'Organisation' });

const INCLUDE = {
  // The present name has no end, and Postgres puts nulls first when it descends.
  names: { orderBy: [{ until: 'desc' }, { from: 'desc' }] },
} satisfies Prisma.OrganisationInclude;

const REGISTRARS = ['officer', 'director', 'recorder', 'admin'] as const;

export const listOrganisations = route({
  method: 'get',
  path: '/api/v1/organisations',
  tag: 'registers',
  summary: 'The register of organisations, by any of their names, credit code or kind',
  query: pageQuery.extend({ search: line(100).optional(), kind: kind.optional() }),
  answers: { 200: pageOf(row) },
  async handler({ tx, deps, query }) {
    const { search } = query;
    const where: Prisma.OrganisationWhereInput = {
      ...(query.kind ? { kinds: { has: query.kind } } : {}),
      ...(search ? { OR: [{ names: { some: { name: { contains: search } } } }, { creditCode: search }] } : {}),
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'organisations', query, (page) =>
      tx.organisation.findMany({ where, include: INCLUDE, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }], ...page }),
    );
    return ok({ items: rows.map(view), nextCursor });
  },
});

export const readOrganisation = route({
  method: 'get',
  path: '/api/v1/organisations/{id}',
  tag: 'registers',
  summary: 'An organisation with all its names',
  params: idParams,
  answers: { 200: row },
  handler: async ({ tx, params }) => ok(view(await requireOrganisation(tx, params.id))),
});

const relations = { parentGroupId: id.nullable().optional(), successorOfId: id.nullable().optional() };

export const createOrganisation = route({
  method: 'post',
  path: '/api/v1/organisations',
  tag: 'registers',
  summary: 'Register an organisation',
  description: 'Refused with the id of the one there is, when credit code or present name are known.',
  roles: REGISTRARS,
  body: z.strictObject({
    name: line(200),
    creditCode: creditCode.optional(),
    kinds: z.array(kind).min(1).max(9),
    from: localDate.optional().meta({ description: 'Since when it has this name' }),
    ...relations,
  }),
  answers: { 201: row },
  refusals: ['ALREADY_EXISTS'],
  async handler({ tx, body }) {
    const { name, from, kinds, ...rest } = body;
    const known = await findOrganisation(tx, { name, creditCode: body.creditCode });
    if (known) throw new Refusal('ALREADY_EXISTS', { field: 'name', value: name, existingId: known.id });
    await requireAll(tx, [body.parentGroupId, body.successorOfId]);
    const { id } = await tx.organisation.create({
      data: { ...rest, kinds: unique(kinds), names: { create: [{ name, from: from ? toDate(from) : null }] } },
    });
    return created(view(await requireOrganisation(tx, id)), `/api/v1/organisations/${id}`);
  },
});

export const changeOrganisation = route({
  method: 'patch',
  path: '/api/v1/organisations/{id}',
  tag: 'registers',
  summary: 'Change what an organisation is: kinds, credit code, group, predecessor',
  roles: REGISTRARS,
  params: idParams,
  body: z.strictObject({
    kinds: z.array(kind).min(1).max(9).optional(),
    creditCode: creditCode.nullable().optional(),
    ...relations,
  }),
  answers: { 204: 'nothing' },
  refusals: ['ALREADY_EXISTS'],
  async handler({ tx, params, body }) {
    const { id } = await requireOrganisation(tx, params.id);
    if ([body.parentGroupId, body.successorOfId].includes(id)) {
      throw new Refusal('BAD_INPUT', { field: 'parentGroupId', value: id, allowed: 'another organisation' });
    }
    await requireAll(tx, [body.parentGroupId, body.successorOfId]);
    const kinds = body.kinds && unique(body.kinds);
    await tx.organisation.update({ where: { id }, data: { ...body, kinds } });
    return noContent();
  },
});

export const renameOrganisation = route({
  method: 'post',
  path: '/api/v1/organisations/{id}/names',
  tag: 'registers',
  summary: 'Give an organisation a new name; the present one becomes a former name',
  roles: REGISTRARS,
  params: idParams,
  body: z.strictObject({ name: line(200), from: localDate }),
  answers: { 200: row },
  async handler({ tx, params, body }) {
    const { id } = await requireOrganisation(tx, params.id);
    await learnOrganisation(tx, id, { name: body.name }, body.from);
    return ok(view(await requireOrganisation(tx, id)));
  },
});

async function requireOrganisation(tx: Tx, organisationId: string) {
  const found = await tx.organisation.findUnique({ where: { id: organisationId }, include: INCLUDE });
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: organisationId });
  return found;
}

async function requireAll(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<void> {
  for (const organisationId of ids) if (organisationId) await requireOrganisation(tx, organisationId);
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function view(organisation: Prisma.OrganisationGetPayload<{ include: typeof INCLUDE }>): z.input<typeof row> {
  const { id, creditCode, kinds, names, parentGroupId, successorOfId } = organisation;
  return {
    id,
    creditCode,
    kinds,
    name: names[0]?.name ?? '',
    names: names.map(({ name, from, until }) => ({ name, from: dateOf(from), until: dateOf(until) })),
    parentGroupId,
    successorOfId,
  };
}

export const ORGANISATION_ROUTES: readonly Route[] = [
  listOrganisations,
  readOrganisation,
  createOrganisation,
  changeOrganisation,
  renameOrganisation,
];
