import { z } from 'zod';
import { line, organisationRef, partialDate } from '../../activities/acts/field-types';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { createProject } from '../../activities/projects/create-project';
import { Refusal } from '../../domain/errors';
import { ACT_KINDS } from '../../domain/lifecycle/act-table';
import { OUTCOMES, ROUND_STEPS, ROUTES, STAGES } from '../../domain/lifecycle/stage';
import { transition } from '../../domain/lifecycle/transition';
import { requireRoleIn } from '../actor';
import { created, ok } from '../answer';
import { entityTag, ifChanged } from '../conditional';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type PersonalContext, type Route, route } from '../route';
import { listingInput } from './listings';

export const codeParams = z.strictObject({ code: z.string().max(40) });

const row = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  industry: z.string(),
  jurisdiction: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  stage: z.enum(STAGES),
  route: z.enum(ROUTES).nullable(),
  suspended: z.boolean(),
  paperOnly: z.boolean(),
  migrated: z.boolean(),
  gateBreach: z.boolean(),
  outcome: z.enum(OUTCOMES).nullable(),
  version: z.int(),
});

const ROW_SELECT = {
  id: true,
  code: true,
  name: true,
  industry: true,
  jurisdiction: { select: { id: true, code: true, name: true } },
  stage: true,
  route: true,
  suspended: true,
  paperOnly: true,
  migrated: true,
  gateBreach: true,
  outcome: true,
  version: true,
} as const;

const listProjects = route({
  method: 'get',
  path: '/api/v1/projects',
  tag: 'projects',
  summary: 'Projects the caller may see',
  query: pageQuery.extend({
    stage: z.enum(STAGES).optional(),
    jurisdiction: z.string().max(20).optional().meta({ description: 'Code of a jurisdiction' }),
    industry: z.string().max(40).optional(),
    suspended: z.stringbool().optional(),
    q: z.string().max(100).optional().meta({ description: 'Part of a name, or a code' }),
  }),
  answers: { 200: pageOf(row) },
  async handler({ tx, deps, query }) {
    const { stage, jurisdiction, industry, suspended, q } = query;
    const where = {
      stage,
      industry,
      suspended,
      ...(jurisdiction ? { jurisdiction: { code: jurisdiction } } : {}),
      ...(q ? { OR: [{ name: { contains: q } }, { shortName: { contains: q } }, { code: q }] } : {}),
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'projects', query, (page) =>
      tx.project.findMany({ where, orderBy: { id: 'asc' }, select: ROW_SELECT, ...page }),
    );
    return ok({ items: rows, nextCursor });
  },
});

const detail = row.extend({
  roles: z.array(z.string()).meta({ description: 'What the caller is to the project' }),
  acts: z.array(z.enum(ACT_KINDS as [string, ...string[]])).meta({ description: 'What the caller may do now' }),
  round: z
    .object({ id: z.uuid(), number: z.int(), kind: z.enum(['acceptance', 'reinspection']), step: z.enum(ROUND_STEPS) })
    .nullable(),
  rectifying: z.object({ roundId: z.uuid(), number: z.int() }).nullable(),
});

const readProject = route({
  method: 'get',
  path: '/api/v1/projects/{code}',
  tag: 'projects',
  summary: 'A project: where it stands and what the caller may do',
  params: codeParams,
  answers: { 200: detail, 304: 'nothing' },
  async handler({ tx, actor, occasion, request, params }) {
    const project = await tx.project.findUnique({ where: { code: params.code }, include: { jurisdiction: true } });
    if (!project) throw new Refusal('NOT_FOUND', { field: 'code', value: params.code });
    const personId = actor.deputyFor?.personId ?? actor.personId;
    return ifChanged(request, entityTag(project.version, personId, occasion.today), async () => {
      const roles = await rolesOnProject(tx, personId, project, occasion.today);
      const position = await positionOf(tx, project, occasion);
      const acts = ACT_KINDS.filter((kind) => isAllowed(() => transition(position, { kind, roles, onBehalf: false })));
      const { round, rectifying } = position;
      return { ...project, roles, acts, round, rectifying };
    });
  },
});

function isAllowed(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What is known of a project when it is made. */
export const projectOrder = z.strictObject({
  jurisdictionId: z.uuid(),
  name: line(),
  industry: line(40),
  shortName: line(60).optional(),
  nationalCode: line(40).optional(),
  location: line().optional(),
  insidePlanningArea: z.boolean().optional(),
  investmentWan: z.number().min(0).max(1e10).optional().meta({ description: 'In 万元' }),
  listing: listingInput,
  owner: organisationRef.optional(),
  constructionStart: partialDate.optional(),
  completion: partialDate.optional(),
});

/** Makes a project in stage `planned` and starts the workflow that carries it. */
export async function makeProject(
  {
    tx,
    deps,
    actor,
    occasion,
    body,
    afterCommit,
  }: Pick<
    PersonalContext<undefined, undefined, typeof projectOrder>,
    'tx' | 'deps' | 'actor' | 'occasion' | 'body' | 'afterCommit'
  >,
  source: 'listing' | 'take_over',
) {
  await requireRoleIn(tx, actor, ['officer'], body.jurisdictionId, { above: true });
  const { id, code } = await createProject(tx, body, { now: occasion.now, personId: actor.personId, source });
  const project = await tx.project.findUniqueOrThrow({ where: { id }, include: { jurisdiction: true } });
  const position = await positionOf(tx, project, occasion);
  afterCommit(() => startProject(deps.temporal, position));
  return created({ id, code }, `/api/v1/projects/${code}`);
}

const addProject = route({
  method: 'post',
  path: '/api/v1/projects',
  tag: 'projects',
  summary: 'Make a project of a line of the key-project list',
  roles: ['officer'],
  body: projectOrder,
  answers: { 201: z.object({ id: z.uuid(), code: z.string() }) },
  handler: (context) => makeProject(context, 'listing'),
});

export const PROJECT_ROUTES: readonly Route[] = [listProjects, addProject, readProject];
