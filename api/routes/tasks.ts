import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { jurisdictionsWith } from '../actor';
import { noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { maybeNamed, personNames } from '../person-names';
import { type PersonalContext, type Route, route } from '../route';
import { dateOf, id, idParams, instant, instantOf, localDate, personName, prose, role } from '../schemas';
import { visible } from '../visible';

const row = z
  .object({
    id,
    project: z.object({ id, code: z.string(), name: z.string() }).nullable(),
    jurisdictionId: id,
    role,
    kind: z.string(),
    subject: z.string(),
    dueOn: localDate.nullable(),
    takenBy: personName.nullable(),
    doneBy: personName.nullable(),
    doneAt: instant.nullable(),
    note: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Task' });

const INCLUDE = {
  project: { select: { id: true, code: true, name: true, jurisdictionId: true } },
} satisfies Prisma.TaskInclude;

type TaskRow = Prisma.TaskGetPayload<{ include: typeof INCLUDE }>;

export const listTasks = route({
  method: 'get',
  path: '/api/v1/tasks',
  tag: 'tasks',
  summary: 'Work that waits for a role of a bureau, the most urgent first',
  query: pageQuery.extend({
    state: z.enum(['open', 'done']).default('open'),
    taken: z.enum(['by_me', 'by_nobody', 'by_others']).optional(),
    role: role.optional(),
    jurisdictionId: id.optional(),
    projectId: id.optional(),
    kind: z.string().max(50).optional(),
    dueUntil: localDate.optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, actor, query } = context;
    const see = await visible(context);
    const where: Prisma.TaskWhereInput = {
      AND: [
        see.task,
        {
          role: query.role,
          jurisdictionId: query.jurisdictionId,
          projectId: query.projectId,
          kind: query.kind,
          doneAt: query.state === 'done' ? { not: null } : null,
          dueOn: query.dueUntil && { lte: toDate(query.dueUntil) },
        },
        query.taken ? takenBy(query.taken, actor.personId) : {},
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'tasks', query, (page) =>
      tx.task.findMany({
        where,
        include: INCLUDE,
        orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
        ...page,
      }),
    );
    const names = await personNames(
      tx,
      rows.flatMap(({ takenById, doneById }) => [takenById, doneById]),
    );
    return ok({ items: rows.map((task) => view(task, names)), nextCursor });
  },
});

function takenBy(who: 'by_me' | 'by_nobody' | 'by_others', personId: string): Prisma.TaskWhereInput {
  if (who === 'by_nobody') return { takenById: null };
  return { takenById: who === 'by_me' ? personId : { not: personId } };
}

export const takeTask = route({
  method: 'post',
  path: '/api/v1/tasks/{id}/take',
  tag: 'tasks',
  summary: 'Take a task; a colleague’s only if one says so',
  params: idParams,
  body: z.strictObject({ over: z.boolean().default(false).meta({ description: 'Take it over from a colleague' }) }),
  answers: { 204: 'nothing' },
  refusals: ['TASK_TAKEN', 'TASK_DONE', 'FORBIDDEN'],
  async handler(context) {
    const { tx, actor, body } = context;
    const task = await requireTask(context);
    const free = body.over ? {} : { OR: [{ takenById: null }, { takenById: actor.personId }] };
    const { count } = await tx.task.updateMany({
      where: { id: task.id, doneAt: null, ...free },
      data: { takenById: actor.personId },
    });
    if (count === 0) throw new Refusal('TASK_TAKEN', { field: 'id', value: task.id });
    return noContent();
  },
});

export const returnTask = route({
  method: 'post',
  path: '/api/v1/tasks/{id}/return',
  tag: 'tasks',
  summary: 'Give a task back to the bureau',
  params: idParams,
  answers: { 204: 'nothing' },
  refusals: ['TASK_TAKEN', 'TASK_DONE'],
  async handler(context) {
    const { tx, actor } = context;
    const task = await requireTask(context);
    const { count } = await tx.task.updateMany({
      where: { id: task.id, doneAt: null, takenById: actor.personId },
      data: { takenById: null },
    });
    if (count === 0) throw new Refusal('TASK_TAKEN', { field: 'id', value: task.id });
    return noContent();
  },
});

export const finishTask = route({
  method: 'post',
  path: '/api/v1/tasks/{id}/done',
  tag: 'tasks',
  summary: 'Tick a task off, with a note of what was done',
  params: idParams,
  body: z.strictObject({ note: prose(1000).optional() }),
  answers: { 204: 'nothing' },
  refusals: ['TASK_DONE', 'FORBIDDEN'],
  async handler(context) {
    const { tx, actor, occasion, body } = context;
    const task = await requireTask(context);
    const { count } = await tx.task.updateMany({
      where: { id: task.id, doneAt: null },
      data: { doneAt: occasion.now, doneById: actor.personId, note: body.note ?? task.note },
    });
    if (count === 0) throw new Refusal('TASK_DONE', { field: 'id', value: task.id });
    return noContent();
  },
});

/** A task that is open and for a role that the actor holds there. @throws Refusal NOT_FOUND, TASK_DONE, FORBIDDEN */
async function requireTask(
  context: Pick<PersonalContext<typeof idParams, undefined, undefined>, 'tx' | 'actor' | 'occasion' | 'params'>,
): Promise<TaskRow> {
  const { tx, params } = context;
  const see = await visible(context);
  const task = await tx.task.findFirst({ where: { AND: [{ id: params.id }, see.task] }, include: INCLUDE });
  if (!task) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
  if (task.doneAt) throw new Refusal('TASK_DONE', { field: 'id', value: task.id });
  if (!(await isTheirs(tx, context, task))) throw new Refusal('FORBIDDEN', { allowed: [task.role] });
  return task;
}

async function isTheirs(
  tx: Tx,
  { actor, occasion }: Pick<PersonalContext<undefined, undefined, undefined>, 'actor' | 'occasion'>,
  { role, jurisdictionId, project }: TaskRow,
): Promise<boolean> {
  if (jurisdictionsWith(actor, [role]).includes(jurisdictionId)) return true;
  if (!project) return false;
  const personId = actor.deputyFor?.personId ?? actor.personId;
  const roles: readonly string[] = await rolesOnProject(tx, personId, project, occasion.today);
  return roles.includes(role);
}

function view(task: TaskRow, names: Map<string, string>): z.input<typeof row> {
  const { id, project, jurisdictionId, role, kind, subject, dueOn, takenById, doneById, doneAt, note, createdAt } =
    task;
  return {
    id,
    project: project && { id: project.id, code: project.code, name: project.name },
    jurisdictionId,
    role,
    kind,
    subject,
    dueOn: dateOf(dueOn),
    takenBy: maybeNamed(names, takenById),
    doneBy: maybeNamed(names, doneById),
    doneAt: instantOf(doneAt),
    note,
    createdAt: createdAt.toISOString(),
  };
}

export const TASK_ROUTES: readonly Route[] = [listTasks, takeTask, returnTask, finishTask];
