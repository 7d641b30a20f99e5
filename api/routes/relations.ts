import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate, toLocalDate } from '../../activities/database/dates';
import type { LocalDate } from '../../domain/calendar/local-date';
import { RELATION_KINDS } from '../../domain/eligibility/pool-person';
import { Refusal } from '../../domain/errors';
import type { DeclaredRelation } from '../../prisma/generated/client';
import { created, noContent, ok } from '../answer';
import { type Route, route } from '../route';
import { dateOf, id, idParams, localDate, sha256 } from '../schemas';
import { visible } from '../visible';
import { requireKept } from './people';

const kind = z.enum(RELATION_KINDS);

const row = z
  .object({
    id,
    kind: z.string(),
    organisationId: id.nullable(),
    from: localDate.nullable(),
    until: localDate.nullable(),
    declaredOn: localDate,
    scanSha256: sha256.nullable(),
  })
  .meta({ id: 'DeclaredRelation' });

const declaration = z.strictObject({
  kind,
  organisationId: id,
  from: localDate.nullable().default(null),
  until: localDate.nullable().default(null).meta({ description: 'The last day; null while it lasts' }),
});

const STAFF = ['officer', 'director', 'recorder'] as const;

const listOwn = route({
  method: 'get',
  path: '/api/v1/me/relations',
  tag: 'me',
  summary: 'Relations that I declared or that were recorded from my signed declaration',
  answers: { 200: z.object({ items: z.array(row) }) },
  handler: async ({ tx, actor }) => ok({ items: await relationsOf(tx, { personId: actor.personId }) }),
});

const declareOwn = route({
  method: 'post',
  path: '/api/v1/me/relations',
  tag: 'me',
  summary: 'Declare a relation to an organisation, for the draws to come',
  body: declaration,
  answers: { 201: z.object({ id }) },
  async handler({ tx, actor, occasion, body }) {
    const { personId } = actor;
    const id = await declare(tx, body, { personId, recordedById: personId, declaredOn: occasion.today });
    return created({ id }, '/api/v1/me/relations');
  },
});

const endOwn = route({
  method: 'patch',
  path: '/api/v1/me/relations/{id}',
  tag: 'me',
  summary: 'Say since when a relation has ended; it counts for the years that rules look back',
  params: idParams,
  body: z.strictObject({ until: localDate }),
  answers: { 204: 'nothing' },
  async handler({ tx, actor, occasion, params, body }) {
    if (body.until > occasion.today) {
      throw new Refusal('OCCURRED_IN_FUTURE', { field: 'until', value: body.until, allowed: occasion.today });
    }
    const { count } = await tx.declaredRelation.updateMany({
      where: { id: params.id, personId: actor.personId },
      data: { until: toDate(body.until) },
    });
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return noContent();
  },
});

const listOf = route({
  method: 'get',
  path: '/api/v1/people/{id}/relations',
  tag: 'registers',
  summary: 'Relations that a person declared, for the bureau that keeps the record',
  roles: STAFF,
  params: idParams,
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler(context) {
    const see = await visible(context);
    const where = { AND: [{ personId: context.params.id, projectId: null }, see.declaredRelation] };
    return ok({ items: await relationsOf(context.tx, where) });
  },
});

const declareFor = route({
  method: 'post',
  path: '/api/v1/people/{id}/relations',
  tag: 'registers',
  summary: 'Record a relation from a declaration that the person signed on paper',
  roles: STAFF,
  params: idParams,
  body: declaration.extend({ scanSha256: sha256, declaredOn: localDate }),
  answers: { 201: z.object({ id }) },
  refusals: ['FILE_UNKNOWN'],
  async handler(context) {
    const { tx, actor, params, body } = context;
    const personId = await requireKept(context, params.id);
    const { scanSha256, declaredOn, ...given } = body;
    const see = await visible(context);
    const scan = await tx.fileUpload.findFirst({ where: { AND: [{ sha256: scanSha256 }, see.fileUpload] } });
    if (!scan) throw new Refusal('FILE_UNKNOWN', { field: 'scanSha256', value: scanSha256 });
    const id = await declare(tx, given, { personId, recordedById: actor.personId, declaredOn, scanSha256 });
    return created({ id }, `/api/v1/people/${personId}/relations`);
  },
});

async function declare(
  tx: Tx,
  { from, until, ...given }: z.output<typeof declaration>,
  by: { personId: string; recordedById: string; declaredOn: LocalDate; scanSha256?: string },
): Promise<string> {
  if (!(await tx.organisation.findUnique({ where: { id: given.organisationId } }))) {
    throw new Refusal('NOT_FOUND', { field: 'organisationId', value: given.organisationId });
  }
  if (from && until && until < from) {
    throw new Refusal('BAD_INPUT', { field: 'until', value: until, allowed: `${from} or later` });
  }
  const data = {
    ...given,
    ...by,
    from: from ? toDate(from) : null,
    until: until ? toDate(until) : null,
    declaredOn: toDate(by.declaredOn),
  };
  return (await tx.declaredRelation.create({ data })).id;
}

async function relationsOf(tx: Tx, where: object): Promise<z.input<typeof row>[]> {
  const relations = await tx.declaredRelation.findMany({ where, orderBy: [{ declaredOn: 'desc' }, { id: 'asc' }] });
  return relations.map(view);
}

function view(relation: DeclaredRelation): z.input<typeof row> {
  const { id, kind, organisationId, from, until, declaredOn, scanSha256 } = relation;
  return {
    id,
    kind,
    organisationId,
    from: dateOf(from),
    until: dateOf(until),
    declaredOn: toLocalDate(declaredOn),
    scanSha256,
  };
}

export const RELATION_ROUTES: readonly Route[] = [listOwn, declareOwn, endOwn, listOf, declareFor];
