import type { Request } from 'express';
import type { z } from 'zod';
import type { Tx } from '../activities/database/database';
import { type BatchHead, WITHOUT_FILE } from '../activities/imports/batches';
import type { Course, RefusedAct } from '../activities/imports/course';
import type { ImportReport } from '../activities/imports/examine';
import { rolesOnProject } from '../activities/people/roles-on-project';
import { Refusal } from '../domain/errors';
import type { ImportKindId } from '../domain/import/kind';
import { type Actor, type Occasion, requireRole, requireRoleIn } from './actor';
import { reportInWords } from './import-marks';
import type { importCourse as course, importBatch as head } from './import-schemas';
import { localeOf } from './locale';
import { instantOf } from './schemas';
import { visible } from './visible';
import { visibleProject } from './visible-project';

export type Context = { tx: Tx; actor: Actor; occasion: Occasion };

/** A report as its reader is told it. */
export const told = (report: ImportReport, request: Request) => reportInWords(report, localeOf(request));

export const byOf = ({ personId }: Actor, { now, today }: Occasion) => ({ personId, now, today });

/** Whose file it is, and whether the caller may give it. @throws Refusal BAD_INPUT, FORBIDDEN, NOT_FOUND, ACT_NOT_YOURS */
export async function ownerOf(
  context: Context,
  kind: ImportKindId,
  given: { jurisdictionId?: string; project?: string; year?: number; level?: string; source?: string },
): Promise<{ jurisdictionId: string | null; projectId: string | null }> {
  if (kind === 'catalogue') {
    const { project } = await visibleProject(context, need(given, 'project'));
    await requirePart(context, project);
    return { jurisdictionId: project.jurisdictionId, projectId: project.id };
  }
  for (const field of NEEDS[kind]) need(given, field);
  const jurisdictionId = kind === 'holidays' ? null : need(given, 'jurisdictionId');
  await requireGiver(context, kind, jurisdictionId);
  return { jurisdictionId, projectId: null };
}

/** What has to be said of a file besides whose it is. */
const NEEDS: Record<ImportKindId, readonly ('year' | 'level' | 'source')[]> = {
  projects: ['year', 'level'],
  plan: ['year'],
  pool: [],
  catalogue: [],
  'take-over': ['year', 'level'],
  holidays: ['year', 'source'],
};

/** Who gives files of a bureau, or of the installation. @throws Refusal FORBIDDEN */
async function requireGiver({ tx, actor }: Context, kind: string, jurisdictionId: string | null): Promise<void> {
  if (jurisdictionId === null) requireRole(actor, ['admin']);
  else await requireRoleIn(tx, actor, kind === 'pool' ? ['officer', 'director'] : ['officer'], jurisdictionId);
}

export function need<T extends object, K extends keyof T & string>(given: T, field: K): NonNullable<T[K]> {
  const value = given[field];
  if (value === undefined || value === null) throw new Refusal('BAD_INPUT', { field, value: null, allowed: 'a value' });
  return value;
}

/** The project's owner's people and its officers. @throws Refusal ACT_NOT_YOURS */
async function requirePart(
  { tx, actor, occasion }: Context,
  project: Parameters<typeof rolesOnProject>[2],
): Promise<void> {
  const roles = await rolesOnProject(tx, actor.deputyFor?.personId ?? actor.personId, project, occasion.today);
  if (!roles.includes('owner') && !roles.includes('officer')) {
    throw new Refusal('ACT_NOT_YOURS', { allowed: ['owner', 'officer'] });
  }
}

/** @throws Refusal NOT_FOUND */
export async function requireBatch(context: Context, batchId: string): Promise<BatchHead> {
  const see = await visible(context);
  const batch = await context.tx.importBatch.findFirst({
    where: { AND: [{ id: batchId }, see.importBatch] },
    omit: WITHOUT_FILE,
  });
  if (!batch) throw new Refusal('NOT_FOUND', { field: 'id', value: batchId });
  return batch;
}

/** One that the caller might have given as well. @throws Refusal as `ownerOf` */
export async function requireOwn(context: Context, batchId: string): Promise<BatchHead> {
  const batch = await requireBatch(context, batchId);
  if (batch.projectId) {
    const where = { id: batch.projectId };
    await requirePart(context, await context.tx.project.findUniqueOrThrow({ where, include: { jurisdiction: true } }));
  } else await requireGiver(context, batch.kind, batch.jurisdictionId);
  return batch;
}

/** A batch as its reader is told of it. */
export function batchView(batch: BatchHead): z.input<typeof head> {
  const { id, kind, fileName, fileSha256, state, uploadedAt, endedAt } = batch;
  return {
    ...{ id, kind: kind as ImportKindId, fileName, fileSha256, state },
    uploadedAt: uploadedAt.toISOString(),
    endedAt: instantOf(endedAt),
  };
}

/** How far what is done by acts has come. */
export function courseView(of: Course): z.input<typeof course> {
  const { kind, total, done, refused, begunAt, endedAt } = of;
  return {
    ...{ kind, total, done, refused: refused as unknown as RefusedAct[] },
    begunAt: begunAt.toISOString(),
    endedAt: instantOf(endedAt),
  };
}
