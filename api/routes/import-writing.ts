import { z } from 'zod';
import { undoTakeOver } from '../../activities/acts/take-over/undo-take-over';
import type { Tx } from '../../activities/database/database';
import { lockBatch, requireState, writeBatch } from '../../activities/imports/batches';
import { beginCourse, lastCourse } from '../../activities/imports/course';
import { startCourse } from '../../activities/imports/start-course';
import { finishUndo, undoable } from '../../activities/imports/undo-batch';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { Refusal } from '../../domain/errors';
import type { Position } from '../../domain/lifecycle/position';
import type { Actor } from '../actor';
import { accepted, ok } from '../answer';
import { onceDecided } from '../idempotency';
import { batchView, byOf, courseView, requireOwn } from '../import-batches';
import { importBatch as head, importCourse } from '../import-schemas';
import { carryOut, ownRoute, type Route } from '../route';
import { id, idParams, prose } from '../schemas';
import { startCalendarLoad } from '../start-calendar-load';

const course = z
  .union([importCourse, z.null()])
  .meta({ description: 'What follows by acts; how far it has come is told by the import itself' });

const written = z.object({ batch: head, projects: z.array(z.string()), catalogueId: id.nullable(), course });

export const writeImport = ownRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/writing',
  tag: 'imports',
  summary: 'Write all of it, or nothing',
  description:
    'What follows by acts, of projects taken over and of changes to projects that there are, follows one after the other, each by its own act: ' +
    'then the answer is 202, and the address in `Location` says how far it has come.',
  key: 'own',
  params: idParams,
  body: z.strictObject({
    create: z.int().min(0).meta({ description: 'How many the report said would be created' }),
    link: z.int().min(0).meta({ description: 'And linked' }),
    change: z.int().min(0).default(0).meta({ description: 'And changed' }),
  }),
  answers: { 200: written, 202: written },
  refusals: ['IMPORT_ERRORS', 'IMPORT_STATE', 'STALE_VERSION'],
  async handler({ deps, actor, occasion, params, body, key, hmac }) {
    const inPerson = <T>(work: (tx: Tx) => Promise<T>) => deps.database.withPerson(actor.personId, work);
    const keyed = { key, actorId: actor.personId, hmac };
    const decide = async (tx: Tx) => {
      await requireOwn({ tx, actor, occasion }, params.id);
      const { batch, result, acts } = await writeBatch(tx, params.id, body, byOf(actor, occasion));
      const { projects = [], catalogueId = null, calendarLoads = [] } = result;
      const order = { ...nameOf(actor), kind: 'writing', acts, now: occasion.now } as const;
      const courseId = acts.length > 0 ? (await beginCourse(tx, batch, order)).id : null;
      const started = new Set(acts.map(({ project }) => project));
      return { projects, catalogueId, calendarLoads, courseId, quiet: projects.filter((code) => !started.has(code)) };
    };
    return onceDecided(inPerson, keyed, decide, async ({ projects, catalogueId, calendarLoads, courseId, quiet }) => {
      for (const load of calendarLoads) await carryOut(deps, () => startCalendarLoad(deps, load));
      if (courseId) await carryOut(deps, () => startCourse(deps.temporal, courseId));
      const { batch, begun, positions } = await inPerson(async (tx) => {
        const made = await tx.project.findMany({ where: { code: { in: quiet } }, include: { jurisdiction: true } });
        const positions: Position[] = [];
        for (const project of made) positions.push(await positionOf(tx, project, occasion));
        const batch = await requireOwn({ tx, actor, occasion }, params.id);
        return { batch, begun: courseId && (await lastCourse(tx, batch.id)), positions };
      });
      // Those that the time does not suffice for are started by their first act or by the hourly reconcile.
      await carryOut(deps, async () => {
        for (const position of positions) await startProject(deps.temporal, position);
      });
      const answer = { batch: batchView(batch), projects, catalogueId, course: begun ? courseView(begun) : null };
      return begun ? accepted(answer, pathOf(batch)) : ok(answer);
    });
  },
});

const undone = z.object({ batch: head, course });

export const undoImport = ownRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/undoing',
  tag: 'imports',
  summary: 'Take out again what was written, as long as nobody has done anything with it',
  description:
    'Projects are closed as removed, one after the other, each by its own act: then the answer is 202, and the address in `Location` says how far ' +
    'it has come. One that somebody got to first ends it.',
  key: 'own',
  params: idParams,
  body: z.strictObject({ reason: prose(2_000) }),
  answers: { 200: undone, 202: undone },
  refusals: ['IMPORT_FINAL', 'IMPORT_STATE', 'IMPORT_TOO_LONG_AGO', 'IMPORT_TOUCHED', 'IMPORT_UNDER_WAY'],
  async handler({ deps, actor, occasion, params, body }) {
    const by = byOf(actor, occasion);
    const { batch, begun } = await deps.database.withPerson(actor.personId, async (tx) => {
      const { id } = await requireOwn({ tx, actor, occasion }, params.id);
      const batch = await lockBatch(tx, id);
      if (batch.state === 'undone') return { batch, begun: null };
      requireState(batch, 'written');
      const last = await lastCourse(tx, id);
      if (last?.endedAt === null) {
        if (last.kind === 'undoing') return { batch, begun: last };
        throw new Refusal('IMPORT_UNDER_WAY', { field: 'id', value: last.total - last.done, allowed: 0 });
      }
      const codes = await undoable(tx, batch, by);
      if (codes.length === 0) return { batch: await finishUndo(tx, batch, by), begun: null };
      const acts = codes.map((project) => ({ project, kind: undoTakeOver.kind, content: { reason: body.reason } }));
      const order = { ...nameOf(actor), kind: 'undoing', acts, now: occasion.now } as const;
      return { batch, begun: await beginCourse(tx, batch, order) };
    });
    const answer = { batch: batchView(batch), course: begun && courseView(begun) };
    if (!begun) return ok(answer);
    await carryOut(deps, () => startCourse(deps.temporal, begun.id));
    return accepted(answer, pathOf(batch));
  },
});

const pathOf = ({ id }: { id: string }): string => `/api/v1/imports/${id}`;

/** In whose name acts are done. */
const nameOf = ({ personId, deputyFor }: Actor) => ({ actorId: personId, deputyForId: deputyFor?.personId ?? null });

export const IMPORT_WRITING_ROUTES: readonly Route[] = [writeImport, undoImport];
