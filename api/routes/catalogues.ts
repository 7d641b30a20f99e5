import { z } from 'zod';
import { line } from '../../activities/acts/field-types';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { addCatalogue } from '../../activities/projects/add-catalogue';
import { Refusal } from '../../domain/errors';
import { created, ok } from '../answer';
import { type Route, route } from '../route';
import { codeParams } from './projects';

const catalogue = z.object({ id: z.uuid(), version: z.int(), sha256: z.string(), reason: z.string().nullable() });

const listCatalogues = route({
  method: 'get',
  path: '/api/v1/projects/{code}/catalogues',
  tag: 'catalogues',
  summary: 'Versions of the volume catalogue, newest first',
  params: codeParams,
  answers: { 200: z.object({ items: z.array(catalogue.extend({ volumes: z.int() })) }) },
  async handler({ tx, params }) {
    const rows = await tx.catalogue.findMany({
      where: { project: { code: params.code } },
      orderBy: { version: 'desc' },
      include: { _count: { select: { volumes: true } } },
    });
    return ok({ items: rows.map(({ _count, ...row }) => ({ ...row, volumes: _count.volumes })) });
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
    classified: z.array(z.strictObject({ stratum: line(40), count: z.int().min(1) })).default([]),
    reason: line(500).optional(),
  }),
  answers: { 201: catalogue },
  async handler({ tx, actor, occasion, params, body }) {
    const project = await tx.project.findUnique({ where: { code: params.code } });
    if (!project) throw new Refusal('NOT_FOUND', { field: 'code', value: params.code });
    const roles = await rolesOnProject(tx, actor.deputyFor?.personId ?? actor.personId, project, occasion.today);
    if (!roles.includes('owner') && !roles.includes('officer')) {
      throw new Refusal('ACT_NOT_YOURS', { allowed: ['owner', 'officer'] });
    }
    const order = { ...body, projectId: project.id, uploadedById: actor.personId, now: occasion.now };
    return created(await addCatalogue(tx, order), `/api/v1/projects/${params.code}/catalogues`);
  },
});

export const CATALOGUE_ROUTES: readonly Route[] = [listCatalogues, uploadCatalogue];
