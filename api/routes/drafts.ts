import { z } from 'zod';
import { Refusal } from '../../domain/errors';
import { ACT_KINDS } from '../../domain/lifecycle/act-table';
import type { Prisma } from '../../prisma/generated/client';
import { noContent, ok } from '../answer';
import { type Route, route } from '../route';
import { instant } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

/** Sealed values have no draft: what is not handed in yet stays with its author. */
const SEALED = ['sheet.submit', 'ballot.cast'];

const params = codeParams.extend({ kind: z.enum(ACT_KINDS.filter((kind) => !SEALED.includes(kind)) as [string]) });

const draft = z
  .object({ version: z.int(), body: z.looseObject({}), savedAt: instant })
  .meta({ id: 'Draft', description: 'An unfinished form of the caller; no fact' });

export const readDraft = route({
  method: 'get',
  path: '/api/v1/projects/{code}/drafts/{kind}',
  tag: 'projects',
  summary: 'My unfinished form for an act',
  params,
  answers: { 200: draft },
  async handler(context) {
    const { tx, actor, params } = context;
    const { project } = await visibleProject(context, params.code);
    const found = await tx.draft.findFirst({
      where: { projectId: project.id, personId: actor.personId, kind: params.kind },
    });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'kind', value: params.kind });
    return ok({ ...found, body: found.body as Prisma.JsonObject, savedAt: found.savedAt.toISOString() });
  },
});

export const saveDraft = route({
  method: 'put',
  path: '/api/v1/projects/{code}/drafts/{kind}',
  tag: 'projects',
  summary: 'Save my unfinished form; one that another page saved meanwhile is not lost',
  params,
  body: z.strictObject({
    version: z.int().min(0).meta({ description: 'Of the draft that the page began with; 0 for a new one' }),
    body: z.looseObject({}),
  }),
  answers: { 200: z.object({ version: z.int() }) },
  refusals: ['STALE_VERSION'],
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const { project } = await visibleProject(context, params.code);
    const mine = { projectId: project.id, personId: actor.personId, kind: params.kind };
    const data = { body: body.body as Prisma.InputJsonObject, savedAt: occasion.now, version: body.version + 1 };
    const { count } =
      body.version === 0
        ? await tx.draft.createMany({ data: { ...mine, ...data }, skipDuplicates: true })
        : await tx.draft.updateMany({ where: { ...mine, version: body.version }, data });
    if (count === 0) throw new Refusal('STALE_VERSION', { field: 'version', value: body.version });
    return ok({ version: data.version });
  },
});

/** Bytes that one unfinished form may come to. */
const MOST_BYTES = 512 * 1024;

export const saveDraftFields = route({
  method: 'post',
  path: '/api/v1/projects/{code}/drafts/{kind}/fields',
  tag: 'projects',
  summary: 'Save some fields of my unfinished form, whatever was saved of the others meanwhile; null takes one out',
  params,
  body: z.strictObject({
    fields: z.record(z.string().regex(/^[\w.-]{1,120}$/), z.string().max(10_000).nullable()),
  }),
  answers: { 200: z.object({ version: z.int() }) },
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const { project } = await visibleProject(context, params.code);
    const mine = { projectId: project.id, personId: actor.personId, kind: params.kind };
    const data = { body: { form: {} }, version: 0, savedAt: occasion.now };
    await tx.draft.createMany({ data: { ...mine, ...data }, skipDuplicates: true });
    const [saved] = await tx.$queryRaw<[{ version: number; bytes: number }]>`
      UPDATE "Draft" SET version = version + 1, "savedAt" = ${occasion.now},
        body = jsonb_set(body, '{form}', jsonb_strip_nulls(coalesce(body->'form', '{}') || ${JSON.stringify(body.fields)}::jsonb))
      WHERE "projectId" = ${mine.projectId}::uuid AND "personId" = ${mine.personId}::uuid AND kind = ${mine.kind}
      RETURNING version, octet_length(body::text) AS bytes`;
    if (saved.bytes > MOST_BYTES)
      throw new Refusal('BAD_INPUT', { field: 'fields', allowed: `${MOST_BYTES} bytes in all` });
    return ok({ version: saved.version });
  },
});

export const dropDraft = route({
  method: 'delete',
  path: '/api/v1/projects/{code}/drafts/{kind}',
  tag: 'projects',
  summary: 'Throw my unfinished form away',
  params,
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, actor, params } = context;
    const { project } = await visibleProject(context, params.code);
    await tx.draft.deleteMany({ where: { projectId: project.id, personId: actor.personId, kind: params.kind } });
    return noContent();
  },
});

export const DRAFT_ROUTES: readonly Route[] = [readDraft, saveDraft, saveDraftFields, dropDraft];
