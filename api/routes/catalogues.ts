import { z } from 'zod';
import { line } from '../../activities/acts/field-types';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { addCatalogue } from '../../activities/projects/add-catalogue';
import { Refusal } from '../../domain/errors';
import { MOST_CLASSIFIED } from '../../domain/sampling/sample-document';
import { Retention } from '../../prisma/generated/enums';
import { created, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const catalogue = z.object({ id: z.uuid(), version: z.int(), sha256: z.string(), reason: z.string().nullable() });

export const listCatalogues = route({
  method: 'get',
  path: '/api/v1/projects/{code}/catalogues',
  tag: 'catalogues',
  summary: 'Versions of the volume catalogue, newest first',
  params: codeParams,
  answers: { 200: z.object({ items: z.array(catalogue.extend({ volumes: z.int() })) }) },
  async handler(context) {
    const { project, see } = await visibleProject(context, context.params.code);
    const rows = await context.tx.catalogue.findMany({
      where: { AND: [{ projectId: project.id }, see.catalogue] },
      orderBy: { version: 'desc' },
      include: { _count: { select: { volumes: true } } },
    });
    return ok({ items: rows.map(({ _count, ...row }) => ({ ...row, volumes: _count.volumes })) });
  },
});

const volume = z
  .object({
    id: z.uuid(),
    code: z.string(),
    title: z.string(),
    pages: z.int(),
    drawings: z.int(),
    retention: z.enum(Retention),
    phase: z.string(),
    stratum: z.string(),
    receiver: z.string().nullable(),
  })
  .meta({ id: 'Volume' });

export const listVolumes = route({
  method: 'get',
  path: '/api/v1/projects/{code}/catalogues/{version}/volumes',
  tag: 'catalogues',
  summary: 'Volumes of a version by their code 档号, by stratum or by part of a title',
  params: codeParams.extend({ version: z.coerce.number().int().min(1).max(10_000) }),
  query: pageQuery.extend({ stratum: line(40).optional(), search: line(100).optional() }),
  answers: { 200: pageOf(volume) },
  async handler(context) {
    const { tx, deps, params, query } = context;
    const { stratum, search } = query;
    const { project, see } = await visibleProject(context, params.code);
    const where = { AND: [{ projectId: project.id, version: params.version }, see.catalogue] };
    const catalogue = await tx.catalogue.findFirst({ where, select: { id: true } });
    if (!catalogue) throw new Refusal('NOT_FOUND', { field: 'version', value: params.version });
    const ofThose = { catalogueId: catalogue.id, stratum, ...(search ? { title: { contains: search } } : {}) };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, `volumes ${catalogue.id}`, query, (page) =>
      tx.volume.findMany({ where: ofThose, orderBy: { code: 'asc' }, ...page }),
    );
    return ok({ items: rows, nextCursor });
  },
});

const uploadCatalogue = route({
  method: 'post',
  path: '/api/v1/projects/{code}/catalogues',
  tag: 'catalogues',
  summary: 'Upload a version of the volume catalogue',
  params: codeParams,
  body: z.strictObject({
    volumes: z
      .array(
        z.strictObject({
          code: line(80),
          title: line(300),
          pages: z.int().min(0),
          drawings: z.int().min(0).default(0),
          retention: z.enum(['permanent', 'years30', 'years10']),
          phase: line(40),
          stratum: line(40),
          receiver: line().nullable().default(null),
        }),
      )
      .max(5_000),
    classified: z.array(z.strictObject({ stratum: line(40), count: z.int().min(1).max(MOST_CLASSIFIED) })).default([]),
    reason: line(500).optional(),
  }),
  answers: { 201: catalogue },
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const { project } = await visibleProject(context, params.code);
    const roles = await rolesOnProject(tx, actor.deputyFor?.personId ?? actor.personId, project, occasion.today);
    if (!roles.includes('owner') && !roles.includes('officer')) {
      throw new Refusal('ACT_NOT_YOURS', { allowed: ['owner', 'officer'] });
    }
    const order = { ...body, projectId: project.id, uploadedById: actor.personId, now: occasion.now };
    return created(await addCatalogue(tx, order), `/api/v1/projects/${params.code}/catalogues`);
  },
});

export const CATALOGUE_ROUTES: readonly Route[] = [listCatalogues, listVolumes, uploadCatalogue];
