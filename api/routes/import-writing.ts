import { z } from 'zod';
import { undoTakeOver } from '../../activities/acts/take-over/undo-take-over';
import type { Tx } from '../../activities/database/database';
import { requireState, writeBatch } from '../../activities/imports/batches';
import type { ImportResult } from '../../activities/imports/import-context';
import { finishUndo, undoable } from '../../activities/imports/undo-batch';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { Refusal } from '../../domain/errors';
import type { Position } from '../../domain/lifecycle/position';
import type { Prisma } from '../../prisma/generated/client';
import { ok } from '../answer';
import { onceDecided } from '../idempotency';
import { askForImportAct, performImportActs } from '../import-acts';
import { batchView, byOf, requireOwn } from '../import-batches';
import { importBatch as head } from '../import-schemas';
import { carryOut, ownRoute, type Route } from '../route';
import { id, idParams, prose } from '../schemas';
import { startCalendarLoad } from '../start-calendar-load';

export const writeImport = ownRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/writing',
  tag: 'imports',
  summary: 'Write all of it, or nothing',
  description:
    'What follows by acts, of projects taken over and of changes to projects that there are, follows at once, each by its own act; interrupted, ' +
    'it goes on when it is asked again.',
  key: 'own',
  params: idParams,
  body: z.strictObject({
    create: z.int().min(0).meta({ description: 'How many the report said would be created' }),
    link: z.int().min(0).meta({ description: 'And linked' }),
    change: z.int().min(0).default(0).meta({ description: 'And changed' }),
  }),
  answers: {
    200: z.object({
      batch: head,
      projects: z.array(z.string()),
      catalogueId: id.nullable(),
      refused: z
        .array(z.object({ project: z.string(), act: z.string(), code: z.string(), field: z.string().nullable() }))
        .meta({ description: 'Acts that were refused, with the code of the refusal: to be done by hand' }),
    }),
  },
  refusals: ['IMPORT_ERRORS', 'IMPORT_STATE', 'STALE_VERSION', 'UNAVAILABLE'],
  async handler({ deps, actor, occasion, params, body, key, hmac }) {
    const inPerson = <T>(work: (tx: Tx) => Promise<T>) => deps.database.withPerson(actor.personId, work);
    const keyed = { key, actorId: actor.personId, hmac };
    const decide = async (tx: Tx) => {
      const found = await requireOwn({ tx, actor, occasion }, params.id);
      const begun = found.state === 'written' ? (found.result as ImportResult) : null;
      const result = begun?.acts ? begun : (await writeBatch(tx, params.id, body, byOf(actor, occasion))).result;
      return JSON.parse(JSON.stringify(result)) as Prisma.InputJsonObject;
    };
    return onceDecided(inPerson, keyed, decide, async (decision) => {
      const { projects = [], catalogueId = null, calendarLoads = [], acts = [] } = decision as ImportResult;
      for (const load of calendarLoads) await carryOut(deps, () => startCalendarLoad(deps, load));
      const started = new Set(acts.map(({ project }) => project));
      const { batch, positions } = await inPerson(async (tx) => {
        const quiet = projects.filter((code) => !started.has(code));
        const made = await tx.project.findMany({ where: { code: { in: quiet } }, include: { jurisdiction: true } });
        const positions: Position[] = [];
        for (const project of made) positions.push(await positionOf(tx, project, occasion));
        return { batch: await requireOwn({ tx, actor, occasion }, params.id), positions };
      });
      // Those that the time does not suffice for are started by their first act or by the hourly reconcile.
      await carryOut(deps, async () => {
        for (const position of positions) await startProject(deps.temporal, position);
      });
      const refused = await performImportActs(deps, { batchId: batch.id, acts, actor });
      return ok({ batch: batchView(batch), projects, catalogueId, refused });
    });
  },
});

export const undoImport = ownRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/undoing',
  tag: 'imports',
  summary: 'Take out again what was written, as long as nobody has done anything with it',
  description: 'Projects are closed as removed, each by its own act. Interrupted, it goes on when it is asked again.',
  key: 'own',
  params: idParams,
  body: z.strictObject({ reason: prose(2_000) }),
  answers: { 200: z.object({ batch: head }) },
  refusals: ['IMPORT_FINAL', 'IMPORT_STATE', 'IMPORT_TOO_LONG_AGO', 'IMPORT_TOUCHED'],
  async handler({ deps, actor, occasion, params, body, hmac }) {
    const by = byOf(actor, occasion);
    const inPerson = <T>(work: (tx: Tx) => Promise<T>) => deps.database.withPerson(actor.personId, work);
    const codes = await inPerson(async (tx) => {
      const batch = await requireOwn({ tx, actor, occasion }, params.id);
      if (batch.state === 'undone') return null;
      return undoable(tx, requireState(batch, 'written'), by);
    });
    for (const project of codes ?? []) {
      const act = { project, kind: undoTakeOver.kind, content: { reason: body.reason } };
      const done = await askForImportAct(deps, { act, key: `undo.${params.id}.${project}`, actor, hmac });
      if (!done) throw new Refusal('UNAVAILABLE');
    }
    const batch = await inPerson(async (tx) => {
      const found = await requireOwn({ tx, actor, occasion }, params.id);
      return found.state === 'undone' ? found : finishUndo(tx, requireState(found, 'written'), by);
    });
    return ok({ batch: batchView(batch) });
  },
});

export const IMPORT_WRITING_ROUTES: readonly Route[] = [writeImport, undoImport];
