import { z } from 'zod';
import { line, organisationRef, partialDate } from '../../activities/acts/field-types';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { createProject } from '../../activities/projects/create-project';
import { initialsOf } from '../../activities/projects/initials';
import { projectChain } from '../../domain/audit/audit-event';
import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import { ACT_KINDS } from '../../domain/lifecycle/act-table';
import { OUTCOMES, ROUND_STEPS, ROUTES, STAGES } from '../../domain/lifecycle/stage';
import { transition } from '../../domain/lifecycle/transition';
import type { Prisma } from '../../prisma/generated/client';
import { type Occasion, requireRoleIn } from '../actor';
import { created, noContent, ok } from '../answer';
import { entityTag, ifChanged } from '../conditional';
import { pageById, pageOf, pageQuery } from '../cursor';
import { loadGrants } from '../grants-in-force';
import { maybeNamed, personNames } from '../person-names';
import { foundBy } from '../project-search';
import { type PersonalContext, type Route, route } from '../route';
import { dateOf, id, personName } from '../schemas';
import { visible } from '../visible';
import { visibleProject } from '../visible-project';
import { CLOCK_INCLUDE, clock, clockViews } from './clocks';
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

/** Filters of every list of projects. */
export const projectFilters = {
  stage: z.enum(STAGES).optional(),
  jurisdiction: z.string().max(20).optional().meta({ description: 'Code of a jurisdiction' }),
  industry: z.string().max(40).optional(),
  route: z.enum(ROUTES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  suspended: z.stringbool().optional(),
  paperOnly: z.stringbool().optional(),
  gateBreach: z.stringbool().optional(),
  caseOfficerId: id.optional(),
  planYear: z.coerce.number().int().optional().meta({ description: 'In the annual acceptance plan of this year' }),
  codes: z.string().max(2_500).optional().meta({ description: 'Codes, separated by commas' }),
  overdue: z.stringbool().optional().meta({ description: 'With a deadline that passed' }),
  q: z.string().max(100).optional().meta({
    description:
      'Part of the name, of its pinyin initials, of the code, of the owner’s name, or of a contact’s telephone number',
  }),
};

type ProjectFilters = z.output<z.ZodObject<typeof projectFilters>>;

export async function projectWhere(
  tx: Tx,
  { jurisdiction, planYear, codes, overdue, q, ...same }: ProjectFilters,
  see: Awaited<ReturnType<typeof visible>>,
  { today }: Occasion,
): Promise<Prisma.ProjectWhereInput> {
  const late = overdue === undefined ? [] : await lateProjects(tx, see.clock, today);
  return {
    AND: [
      see.project,
      same,
      jurisdiction ? { jurisdiction: { code: jurisdiction } } : {},
      codes ? { code: { in: codes.split(',') } } : {},
      planYear ? { planItems: { some: { plan: { AND: [{ year: planYear }, see.annualPlan] } } } } : {},
      overdue === undefined ? {} : { id: overdue ? { in: late } : { notIn: late } },
      q ? foundBy(q, see) : {},
    ],
  };
}

/** Asked for by themselves: together with the list Postgres holds each project against each late clock. */
async function lateProjects(tx: Tx, see: Prisma.ClockWhereInput, today: LocalDate): Promise<string[]> {
  const late = await tx.clock.groupBy({
    by: ['projectId'],
    where: { AND: [see, { state: 'running', dueOn: { lt: toDate(today) } }] },
  });
  return late.map(({ projectId }) => projectId);
}

const listed = row.extend({
  caseOfficer: personName.nullable(),
  nextClock: clock.nullable().meta({ description: 'The running deadline that ends first' }),
});

export const listProjects = route({
  method: 'get',
  path: '/api/v1/projects',
  tag: 'projects',
  summary: 'Projects the caller may see',
  query: pageQuery.extend(projectFilters),
  answers: { 200: pageOf(listed) },
  async handler(context) {
    const { tx, deps, query, occasion } = context;
    const { limit: _, cursor: __, ...filters } = query;
    const see = await visible(context);
    const where = await projectWhere(tx, filters, see, occasion);
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'projects', query, (page) =>
      tx.project.findMany({
        where,
        orderBy: [{ code: 'asc' }, { id: 'asc' }],
        select: { ...ROW_SELECT, caseOfficerId: true },
        ...page,
      }),
    );
    const names = await personNames(
      tx,
      rows.map(({ caseOfficerId }) => caseOfficerId),
    );
    const next = await nextClocks(
      context,
      see.clock,
      rows.map((each) => each.id),
    );
    const items = rows.map((each) => ({
      ...each,
      caseOfficer: maybeNamed(names, each.caseOfficerId),
      nextClock: next.get(each.code) ?? null,
    }));
    return ok({ items, nextCursor });
  },
});

/** Of each project the running deadline that ends first, by the project's code. */
async function nextClocks(
  { tx, occasion }: Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'occasion'>,
  see: Prisma.ClockWhereInput,
  ids: string[],
): Promise<Map<string, z.input<typeof clock>>> {
  const rows = await tx.clock.findMany({
    where: { AND: [see, { projectId: { in: ids }, state: 'running', dueOn: { not: null } }] },
    distinct: ['projectId'],
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    include: CLOCK_INCLUDE,
  });
  return new Map((await clockViews(tx, rows, occasion)).map((each) => [each.project.code, each]));
}

const actKind = z.enum(ACT_KINDS);

const detail = row.extend({
  shortName: z.string().nullable(),
  nationalCode: z.string().nullable(),
  location: z.string().nullable(),
  insidePlanningArea: z.boolean(),
  /** In 万元. */
  investmentWan: z.number().nullable(),
  worksStopped: z.boolean(),
  notPublic: z.boolean(),
  /** Mail of a project taken over stays off until the officer releases it. */
  mailHeld: z.boolean(),
  caseOfficer: personName.nullable(),
  outcomeOn: z.iso.date().nullable(),
  outcomeDocument: z.string().nullable(),
  roles: z.array(z.string()).meta({ description: 'What the caller is to the project' }),
  acts: z.array(actKind).meta({ description: 'What the caller may do now' }),
  entries: z.array(actKind).meta({ description: 'What the caller may enter for others now' }),
  round: z
    .object({ id: z.uuid(), number: z.int(), kind: z.enum(['acceptance', 'reinspection']), step: z.enum(ROUND_STEPS) })
    .nullable(),
  rectifying: z.object({ roundId: z.uuid(), number: z.int() }).nullable(),
});

export const readProject = route({
  method: 'get',
  path: '/api/v1/projects/{code}',
  tag: 'projects',
  summary: 'A project: where it stands and what the caller may do',
  params: codeParams,
  answers: { 200: detail, 304: 'nothing' },
  async handler(context) {
    const { tx, actor, occasion, request, params } = context;
    const { project } = await visibleProject(context, params.code);
    const personId = actor.deputyFor?.personId ?? actor.personId;
    return ifChanged(request, entityTag(project.version, personId, occasion.today), async () => {
      const roles = await rolesOnProject(tx, personId, project, occasion.today);
      const position = await positionOf(tx, project, occasion);
      const allowed = (onBehalf: boolean) =>
        ACT_KINDS.filter((kind) => isAllowed(() => transition(position, { kind, roles, onBehalf })));
      const { round, rectifying } = position;
      const names = await personNames(tx, [project.caseOfficerId]);
      return {
        ...project,
        investmentWan: project.investmentWan && Number(project.investmentWan),
        caseOfficer: maybeNamed(names, project.caseOfficerId),
        outcomeOn: dateOf(project.outcomeOn),
        ...{ roles, acts: allowed(false), entries: allowed(true), round, rectifying },
      };
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

export const changeProject = route({
  method: 'patch',
  path: '/api/v1/projects/{code}',
  tag: 'projects',
  summary: 'Give a case to an officer of the bureau, or say how the project is shown',
  roles: ['officer', 'director'],
  params: codeParams,
  body: z.strictObject({
    caseOfficerId: id.nullable().optional(),
    shortName: line(60).nullable().optional(),
    notPublic: z.boolean().optional().meta({ description: 'Left out of the public pages' }),
  }),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, actor, occasion, params, body } = context;
    const { project } = await visibleProject(context, params.code);
    await requireRoleIn(tx, actor, ['officer', 'director'], project.jurisdictionId);
    const { caseOfficerId } = body;
    if (caseOfficerId) await requireOfficer(context, caseOfficerId, project.jurisdictionId);
    const initials = initialsOf({ ...project, ...body });
    await tx.project.update({ where: { id: project.id }, data: { ...body, initials, version: { increment: 1 } } });
    if (caseOfficerId !== undefined && caseOfficerId !== project.caseOfficerId) {
      await appendAudit(tx, projectChain(project.code), {
        type: 'case.reassigned',
        actorId: actor.personId,
        at: occasion.now,
        payload: { fromId: project.caseOfficerId, toId: caseOfficerId },
      });
    }
    return noContent();
  },
});

/** @throws Refusal NOT_FOUND for who is not an officer of the bureau */
async function requireOfficer(
  { tx, occasion }: Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'occasion'>,
  personId: string,
  jurisdictionId: string,
): Promise<void> {
  const grants = await loadGrants(tx, personId, occasion.today);
  const officer = grants.some((grant) => grant.role === 'officer' && grant.jurisdictionId === jurisdictionId);
  if (!officer) throw new Refusal('NOT_FOUND', { field: 'caseOfficerId', value: personId });
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

export const PROJECT_ROUTES: readonly Route[] = [listProjects, addProject, readProject, changeProject];
