import type { Client } from '@temporalio/client';
import { localDateOf } from '../../domain/calendar/local-time';
import { Refusal } from '../../domain/errors';
import { workflowsFor } from '../../domain/lifecycle/parts';
import type { Position } from '../../domain/lifecycle/position';
import type { ImportCourse, Prisma } from '../../prisma/generated/client';
import { type Clock, processTime } from '../clock';
import type { Database, Tx } from '../database/database';
import { withTables } from '../draws/leximin/with-tables';
import { positionOf } from '../process/load-position';
import { performAct } from '../process/perform-act';
import type { Envelope } from '../process/process-context';
import { startProject } from '../process/start-project';
import { tellChange } from '../process/tell-change';
import { wakeWorkflows } from '../process/wake-workflows';
import type { RefusedAct } from './course';
import type { ImportAct } from './import-context';
import { finishUndo } from './undo-batch';

/** Acts at a time: some seconds at most, after which whoever watches is told. */
const PAGE = 20;

export interface CourseDeps {
  /** As `dangyan_worker`. */
  database: Database;
  client: Client;
  clock: Clock;
  onProgress(): void;
}

/** Of a course what one step needs. */
type Next = Pick<ImportCourse, 'id' | 'batchId' | 'kind' | 'actorId' | 'deputyForId' | 'done' | 'total'> & {
  /** Null at the end. */
  act: ImportAct | null;
};

/**
 * Performs the next acts of a course. Each is one transaction with the count of those behind it, so it happens once whenever and by
 * whomever the course is gone on with. A refusal is noted; it ends an undoing, whose import then stays as it is.
 */
export async function carryCourse(deps: CourseDeps, courseId: string): Promise<{ done: boolean }> {
  const { database } = deps;
  // Whoever performed the last act may have died before its workflow was told.
  const last = await database.transaction((tx) => readNext(tx, courseId, -1));
  if (last?.act) await tell(deps, last.act.project, []);
  for (let n = 0; n < PAGE; n += 1) {
    if (await takeStep(deps, courseId)) return { done: true };
    deps.onProgress();
  }
  await database.transaction(async (tx) => {
    const { batchId } = await tx.importCourse.findUniqueOrThrow({ where: { id: courseId }, select: { batchId: true } });
    await tellChange(tx, batchId);
  });
  return { done: false };
}

/** @returns whether nothing is left to do */
async function takeStep(deps: CourseDeps, courseId: string): Promise<boolean> {
  const { database, clock } = deps;
  const at: { next: Next | null } = { next: null };
  try {
    const heard = await withTables((tableFor) =>
      database.transaction(async (tx) => {
        const next = await lockNext(tx, courseId);
        at.next = next;
        if (!next) return null;
        if (!next.act) {
          await end(tx, clock, next);
          return null;
        }
        const { hear } = await performAct(tx, clock, await request(tx, clock, next, next.act), tableFor);
        await tx.importCourse.update({
          where: { id: courseId },
          data: { done: { increment: 1 } },
          select: { id: true },
        });
        return { project: next.act.project, hear: hear ?? [] };
      }),
    );
    if (!heard) return true;
    await tell(deps, heard.project, heard.hear);
    return false;
  } catch (error) {
    if (!(error instanceof Refusal) || !at.next) throw error;
    return noteRefusal(deps, at.next, error);
  }
}

/** Notes of the act that is next that it was not done, unless another attempt came further meanwhile. */
async function noteRefusal(
  deps: CourseDeps,
  { id, done, act }: Next,
  { code, details }: Pick<Refusal, 'code' | 'details'>,
): Promise<boolean> {
  const ended = await deps.database.transaction(async (tx) => {
    const next = await lockNext(tx, id);
    if (next?.done !== done || !act) return next === null;
    const { field } = details;
    const refused: RefusedAct = {
      ...{ project: act.project, act: act.kind, code },
      field: typeof field === 'string' ? field : null,
    };
    await tx.$executeRaw`UPDATE "ImportCourse" SET done = done + 1, refused = refused || ${JSON.stringify([refused])}::jsonb
      WHERE id = ${id}::uuid`;
    if (next.kind === 'writing') return false;
    await stop(tx, deps.clock, next);
    return true;
  });
  if (act) await tell(deps, act.project, []);
  return ended;
}

/** Where a course has come to, locked; null when it has ended. */
async function lockNext(tx: Tx, courseId: string): Promise<Next | null> {
  await tx.$queryRaw`SELECT 1 FROM "ImportCourse" WHERE id = ${courseId}::uuid FOR UPDATE`;
  return readNext(tx, courseId, 0);
}

/** @param ahead 0: the next act; -1: the one before */
async function readNext(tx: Tx, courseId: string, ahead: 0 | -1): Promise<Next | null> {
  const [next] = await tx.$queryRaw<Next[]>`
    SELECT id, "batchId", kind::text AS kind, "actorId", "deputyForId", done, total,
      CASE WHEN done + ${ahead}::int >= 0 THEN acts -> (done + ${ahead}::int) END AS act
    FROM "ImportCourse" WHERE id = ${courseId}::uuid AND "endedAt" IS NULL`;
  return next ?? null;
}

/** Writes an act's request under its key, in the name of who began the course. */
async function request(tx: Tx, clock: Clock, { id, actorId, deputyForId, done }: Next, act: ImportAct) {
  const time = await processTime(tx, clock);
  const { id: projectId } = await tx.project.findUniqueOrThrow({ where: { code: act.project }, select: { id: true } });
  const envelope: Envelope = {
    ...{ occurredOn: localDateOf(time.now.toISOString()), channel: 'web', deputyForId },
    ...{ onBehalfOfId: null, scanSha256: null, backdatingId: null },
  };
  const key = `import.${id}.${done}`;
  await tx.actRequest.create({
    data: {
      ...{ key, actorId, projectId, kind: act.kind, bodyHmac: '', receivedAt: time.now },
      envelope: envelope as unknown as Prisma.InputJsonObject,
      body: act.content as Prisma.InputJsonObject,
    },
  });
  const asked = { v: 1, key, kind: act.kind, projectId, actorId, roles: [], onBehalf: false } as const;
  return { ...asked, roles: [], generation: time.generation };
}

/** All acts are behind it: what an undoing leaves of its import besides projects goes with the last of them. */
async function end(tx: Tx, clock: Clock, course: Next): Promise<void> {
  if (course.kind === 'undoing') {
    const { now } = await processTime(tx, clock);
    const batch = await tx.importBatch.findUniqueOrThrow({ where: { id: course.batchId } });
    await finishUndo(tx, batch, { personId: course.actorId, now, today: localDateOf(now.toISOString()) });
  }
  await stop(tx, clock, course);
}

async function stop(tx: Tx, clock: Clock, { id, batchId }: Next): Promise<void> {
  const { now } = await processTime(tx, clock);
  await tx.importCourse.update({ where: { id }, data: { endedAt: now }, select: { id: true } });
  await tellChange(tx, batchId);
}

/** Tells the workflows of a project that its facts changed, and starts one that is open and has none yet. */
async function tell({ database, client, clock }: CourseDeps, code: string, hear: readonly string[]): Promise<void> {
  const position = await database.transaction(async (tx): Promise<Position> => {
    const project = await tx.project.findUniqueOrThrow({ where: { code }, include: { jurisdiction: true } });
    return positionOf(tx, project, await processTime(tx, clock));
  });
  if (position.stage !== 'closed') await startProject(client, position);
  const own = workflowsFor(position).map(({ workflowId }) => workflowId);
  await wakeWorkflows(client, [...new Set([...own, ...hear])]);
}

/** What kept failing is no refusal, yet the others need not wait for it: it is noted as a defect and passed over. */
export async function passOver(deps: CourseDeps, courseId: string): Promise<void> {
  const next = await deps.database.transaction((tx) => lockNext(tx, courseId));
  if (next?.act) await noteRefusal(deps, next, { code: 'INTERNAL', details: {} });
}
