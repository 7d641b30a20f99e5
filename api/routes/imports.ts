import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { ActDefinition } from '../../activities/acts/define-act';
import { undoTakeOver } from '../../activities/acts/take-over/undo-take-over';
import type { Tx } from '../../activities/database/database';
import {
  cancelBatch,
  decideBatch,
  examineBatch,
  openBatch,
  requireState,
  writeBatch,
} from '../../activities/imports/batches';
import { learnColumns } from '../../activities/imports/column-table';
import type { ImportReport } from '../../activities/imports/examine';
import type { ImportDecisions } from '../../activities/imports/import-context';
import { markInThread } from '../../activities/imports/mark/mark-in-thread';
import { finishUndo, undoable } from '../../activities/imports/undo-batch';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { positionOf } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { Refusal } from '../../domain/errors';
import type { ImportKindId, ImportOptions } from '../../domain/import/kind';
import type { Position } from '../../domain/lifecycle/position';
import { MOST_CLASSIFIED } from '../../domain/sampling/sample-document';
import type { ImportBatch } from '../../prisma/generated/client';
import { type Actor, type Occasion, requireRole, requireRoleIn } from '../actor';
import { created, ok } from '../answer';
import { askForAct } from '../ask-for-act';
import { pageById, pageOf, pageQuery } from '../cursor';
import type { ApiDeps } from '../deps';
import { fileName } from '../files/file-name';
import { marksHeading, marksOf, reportInWords } from '../import-marks';
import { importBatch as head, importKind as kind, importReport as report } from '../import-schemas';
import { localeOf } from '../locale';
import { ownRoute, type Route, route } from '../route';
import { id, idParams, instantOf, line, prose } from '../schemas';
import { startCalendarLoad } from '../start-calendar-load';
import { visible } from '../visible';
import { visibleProject } from '../visible-project';
import { columnList } from './import-columns';

const rowName = z.string().regex(/^\d{1,3}!\d{1,7}$/);

const READING = [
  'FILE_EMPTY',
  'FILE_ENCODING',
  'FILE_MACROS',
  'FILE_NAME_INVALID',
  'FILE_OLD_FORMAT',
  'FILE_TOO_LARGE',
  'FILE_TOO_LONG',
  'FILE_TOO_WIDE',
  'FILE_TYPE_NOT_ALLOWED',
  'FILE_UNPACKS_TOO_LARGE',
  'HEADER_NOT_FOUND',
  'SECRECY_NOT_ALLOWED',
] as const;

export const uploadImport = route({
  method: 'post',
  path: '/api/v1/imports',
  tag: 'imports',
  summary: 'Give a spreadsheet to be read in: XLSX or CSV, as people write them. Nothing is written yet',
  description:
    '`projects` is a year’s key-project list and needs `jurisdictionId`, `year` and `level`; `plan` an annual acceptance plan, `jurisdictionId` and `year`; `catalogue` a volume catalogue and needs ' +
    '`project`; `pool` an expert pool, `jurisdictionId`; `holidays` a holiday notice, `year` and `source`, from an administrator. A file that is marked as a state secret is refused and kept nowhere.',
  upload: true,
  body: z.strictObject({
    kind,
    jurisdictionId: id.optional(),
    project: z.string().max(40).optional().meta({ description: 'Code of the project' }),
    year: z.coerce.number().int().min(1990).max(2100).optional(),
    level: line(20).optional().meta({ description: '国家, 省, 市 or 区' }),
    source: line(200).optional().meta({ description: 'Title or number of a holiday notice' }),
    reason: line(500).optional().meta({ description: 'Why a catalogue follows a frozen one' }),
    classified: z
      .string()
      .max(5_000)
      .optional()
      .meta({ description: 'JSON: [{ stratum, count }], classified volumes' }),
  }),
  answers: { 201: z.object({ batch: head, report }) },
  refusals: READING,
  async handler(context) {
    const { tx, request, actor, occasion, body } = context;
    const { file } = request;
    if (!file) throw new Refusal('BAD_INPUT', { field: 'file', allowed: 'a file' });
    const owned = await ownerOf(context, body.kind, body);
    const options = {
      year: body.year,
      level: body.level,
      reason: body.reason,
      source: body.source,
      classified: classifiedOf(body.classified),
    };
    const bytes = file.buffer;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const order = { kind: body.kind, ...owned, options, name: fileName(file.originalname), sha256: digest, bytes };
    const { batch, report } = await openBatch(tx, order, byOf(actor, occasion));
    return created({ batch: view(batch), report: told(report, request) }, `/api/v1/imports/${batch.id}`);
  },
});

export const listImports = route({
  method: 'get',
  path: '/api/v1/imports',
  tag: 'imports',
  summary: 'Spreadsheets that were given, the newest first',
  query: pageQuery.extend({ kind: kind.optional(), state: head.shape.state.optional() }),
  answers: { 200: pageOf(head) },
  async handler(context) {
    const { tx, deps, query } = context;
    const see = await visible(context);
    const same = { kind: query.kind, state: query.state };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'imports', query, (page) =>
      tx.importBatch.findMany({
        where: { AND: [see.importBatch, same] },
        omit: { content: true },
        orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
        ...page,
      }),
    );
    return ok({ items: rows.map(view), nextCursor });
  },
});

/** What one spreadsheet is about, and what was said of its rows so far. */
const about = {
  jurisdictionId: id.nullable(),
  project: z.object({ code: z.string(), name: z.string() }).nullable(),
  year: z.int().nullable(),
  level: z.string().nullable(),
  decisions: z.object({ leaveOut: z.array(z.string()), links: z.record(z.string(), z.string()) }),
};

export const readImport = route({
  method: 'get',
  path: '/api/v1/imports/{id}',
  tag: 'imports',
  summary: 'A spreadsheet that was given, and while it is open what it comes to as things are now',
  params: idParams,
  answers: { 200: z.object({ batch: head.extend(about), report: z.union([report, z.null()]) }) },
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const batch = await requireBatch(context, params.id);
    const examined = batch.state === 'open' ? await examineBatch(tx, batch, byOf(actor, occasion)) : null;
    const { jurisdictionId, projectId } = batch;
    const project = projectId
      ? await tx.project.findUnique({ where: { id: projectId }, select: { code: true, name: true } })
      : null;
    const { year = null, level = null } = batch.options as ImportOptions;
    const decisions = batch.decisions as unknown as ImportDecisions;
    const of = { jurisdictionId, project, year, level, decisions };
    return ok({ batch: { ...view(batch), ...of }, report: examined && told(examined.report, context.request) });
  },
});

const readMarked = route({
  method: 'get',
  path: '/api/v1/imports/{id}/marked-copy',
  tag: 'imports',
  summary: 'The file again with its problems marked in it, as XLSX; while it is open',
  params: idParams,
  answers: { 200: 'file' },
  refusals: ['IMPORT_STATE'],
  async handler(context) {
    const { tx, request, actor, occasion, params } = context;
    const batch = await requireBatch(context, params.id);
    const { report } = await examineBatch(tx, batch, byOf(actor, occasion));
    const locale = localeOf(request);
    const marks = marksOf(report.problems, locale);
    const bytes = await markInThread({ bytes: batch.content!, marks, heading: marksHeading(locale) });
    const name = batch.fileName.replace(/\.[^.]*$/, '.xlsx');
    return ok({ bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name });
  },
});

export const decideImport = route({
  method: 'put',
  path: '/api/v1/imports/{id}/decisions',
  tag: 'imports',
  summary: 'Say which rows are left out, and which project a line is that resembles some',
  params: idParams,
  body: z.strictObject({
    leaveOut: z.array(rowName).max(10_000).default([]).meta({ description: 'Rows as `sheet!row`' }),
    links: z
      .record(rowName, z.string().max(40))
      .default({})
      .meta({ description: 'By row: the code of the project that it is, or `new`' }),
    columns: columnList
      .default([])
      .meta({ description: 'What headings stand for, learned for all files of the bureau' }),
  }),
  answers: { 200: z.object({ batch: head, report }) },
  refusals: ['IMPORT_STATE'],
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const { columns, ...decisions } = context.body;
    const own = await requireOwn(context, params.id);
    if (columns.length > 0) {
      const jurisdictionId = need(own, 'jurisdictionId');
      await requireRoleIn(tx, actor, ['officer'], jurisdictionId);
      const of = { jurisdictionId, kind: own.kind as ImportKindId };
      await learnColumns(tx, of, columns);
    }
    const batch = await decideBatch(tx, own, decisions);
    const { report } = await examineBatch(tx, batch, byOf(actor, occasion));
    return ok({ batch: view(batch), report: told(report, context.request) });
  },
});

export const writeImport = route({
  method: 'post',
  path: '/api/v1/imports/{id}/writing',
  tag: 'imports',
  summary: 'Write all of it, or nothing',
  params: idParams,
  body: z.strictObject({
    create: z.int().min(0).meta({ description: 'How many the report said would be created' }),
    link: z.int().min(0).meta({ description: 'And linked' }),
    change: z.int().min(0).default(0).meta({ description: 'And changed' }),
  }),
  answers: {
    200: z.object({ batch: head, projects: z.array(z.string()), catalogueId: id.nullable() }),
  },
  refusals: ['IMPORT_ERRORS', 'IMPORT_STATE', 'STALE_VERSION'],
  async handler(context) {
    const { tx, deps, actor, occasion, params, body, afterCommit } = context;
    await requireOwn(context, params.id);
    const { batch, result } = await writeBatch(tx, params.id, body, byOf(actor, occasion));
    const { projects = [], catalogueId = null, calendarLoads = [] } = result;
    for (const load of calendarLoads) afterCommit(() => startCalendarLoad(deps, load));
    if (projects.length > 0) {
      const made = await tx.project.findMany({ where: { code: { in: projects } }, include: { jurisdiction: true } });
      const positions: Position[] = [];
      for (const project of made) positions.push(await positionOf(tx, project, occasion));
      // Those that the time does not suffice for are started by their first act or by the hourly reconcile.
      afterCommit(async () => {
        for (const position of positions) await startProject(deps.temporal, position);
      });
    }
    return ok({ batch: view(batch), projects, catalogueId });
  },
});

export const cancelImport = route({
  method: 'post',
  path: '/api/v1/imports/{id}/cancelling',
  tag: 'imports',
  summary: 'Give it up: nothing of the file remains',
  params: idParams,
  answers: { 200: z.object({ batch: head }) },
  refusals: ['IMPORT_STATE'],
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    await requireOwn(context, params.id);
    return ok({ batch: view(await cancelBatch(tx, params.id, byOf(actor, occasion))) });
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
    for (const code of codes ?? []) await takeOut(deps, { code, batchId: params.id, reason: body.reason, actor, hmac });
    const batch = await inPerson(async (tx) => {
      const found = await requireOwn({ tx, actor, occasion }, params.id);
      return found.state === 'undone' ? found : finishUndo(tx, requireState(found, 'written'), by);
    });
    return ok({ batch: view(batch) });
  },
});

/** @throws Refusal of the act, UNAVAILABLE when nobody knows yet whether it was done */
async function takeOut(
  deps: ApiDeps,
  { code, batchId, reason, actor, hmac }: { code: string; batchId: string; reason: string; actor: Actor; hmac: string },
): Promise<void> {
  const channel = 'web' as const;
  const deputyForId = actor.deputyFor?.personId ?? null;
  const result = await askForAct(deps, {
    key: `undo.${batchId}.${code}`,
    definition: undoTakeOver as ActDefinition,
    actorId: actor.personId,
    projectCode: code,
    envelope: { occurredOn: null, channel, onBehalfOfId: null, deputyForId, scanSha256: null, backdatingId: null },
    body: { reason },
    hmac,
  });
  if (!result) throw new Refusal('UNAVAILABLE');
}

type Context = { tx: Tx; actor: Actor; occasion: Occasion };

const told = (report: ImportReport, request: Request) => reportInWords(report, localeOf(request));

const byOf = ({ personId }: Actor, { now, today }: Occasion) => ({ personId, now, today });

/** Whose file it is, and whether the caller may give it. @throws Refusal BAD_INPUT, FORBIDDEN, NOT_FOUND, ACT_NOT_YOURS */
async function ownerOf(
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
  holidays: ['year', 'source'],
};

/** Who gives files of a bureau, or of the installation. @throws Refusal FORBIDDEN */
async function requireGiver({ tx, actor }: Context, kind: string, jurisdictionId: string | null): Promise<void> {
  if (jurisdictionId === null) requireRole(actor, ['admin']);
  else await requireRoleIn(tx, actor, kind === 'pool' ? ['officer', 'director'] : ['officer'], jurisdictionId);
}

function need<T extends object, K extends keyof T & string>(given: T, field: K): NonNullable<T[K]> {
  const value = given[field];
  if (value === undefined || value === null) throw new Refusal('BAD_INPUT', { field, value: null, allowed: 'a value' });
  return value;
}

/** Its owner's people and its officers. @throws Refusal ACT_NOT_YOURS */
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
async function requireBatch(context: Context, batchId: string): Promise<ImportBatch> {
  const see = await visible(context);
  const batch = await context.tx.importBatch.findFirst({ where: { AND: [{ id: batchId }, see.importBatch] } });
  if (!batch) throw new Refusal('NOT_FOUND', { field: 'id', value: batchId });
  return batch;
}

/** One that the caller might have given as well. @throws Refusal as `ownerOf` */
async function requireOwn(context: Context, batchId: string): Promise<ImportBatch> {
  const batch = await requireBatch(context, batchId);
  if (batch.projectId) {
    const where = { id: batch.projectId };
    await requirePart(context, await context.tx.project.findUniqueOrThrow({ where, include: { jurisdiction: true } }));
  } else await requireGiver(context, batch.kind, batch.jurisdictionId);
  return batch;
}

const classifiedCounts = z
  .array(z.strictObject({ stratum: line(40), count: z.int().min(1).max(MOST_CLASSIFIED) }))
  .max(200);

/** @throws Refusal BAD_INPUT */
function classifiedOf(text: string | undefined) {
  if (text === undefined) return undefined;
  try {
    return classifiedCounts.parse(JSON.parse(text));
  } catch {
    throw new Refusal('BAD_INPUT', { field: 'classified', allowed: '[{ "stratum": …, "count": … }]' });
  }
}

function view(batch: Omit<ImportBatch, 'content'>): z.input<typeof head> {
  const { id, kind, fileName, fileSha256, state, uploadedAt, endedAt } = batch;
  return {
    ...{ id, kind: kind as ImportKindId, fileName, fileSha256, state },
    uploadedAt: uploadedAt.toISOString(),
    endedAt: instantOf(endedAt),
  };
}

export const IMPORT_ROUTES: readonly Route[] = [
  uploadImport,
  listImports,
  readImport,
  readMarked,
  decideImport,
  writeImport,
  cancelImport,
  undoImport,
];
