import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  cancelBatch,
  decideBatch,
  examineBatch,
  fileOf,
  openBatch,
  WITHOUT_FILE,
} from '../../activities/imports/batches';
import { learnColumns } from '../../activities/imports/column-table';
import { lastCourse } from '../../activities/imports/course';
import type { ImportDecisions } from '../../activities/imports/import-context';
import { markInThread } from '../../activities/imports/mark/mark-in-thread';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';
import type { ImportKindId, ImportOptions } from '../../domain/import/kind';
import { MOST_CLASSIFIED } from '../../domain/sampling/sample-document';
import { requireRoleIn } from '../actor';
import { created, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { fileName } from '../files/file-name';
import { batchView, byOf, courseView, need, ownerOf, requireBatch, requireOwn, told } from '../import-batches';
import { marksHeading, marksOf } from '../import-marks';
import {
  importCourse as course,
  importBatch as head,
  importKind as kind,
  importReport as report,
} from '../import-schemas';
import { localeOf } from '../locale';
import { type Route, route } from '../route';
import { id, idParams, line } from '../schemas';
import { visible } from '../visible';
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
    '`project`; `pool` an expert pool, `jurisdictionId`; `holidays` a holiday notice, `year` and `source`, from an administrator; `take-over` running projects, `jurisdictionId`, `year` and `level`. A file that is marked as a state secret is refused and kept nowhere.',
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
    if (!file) throw new Refusal('BAD_INPUT', { field: 'file', allowed: expected('file') });
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
    return created({ batch: batchView(batch), report: told(report, request) }, `/api/v1/imports/${batch.id}`);
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
        omit: WITHOUT_FILE,
        orderBy: [{ uploadedAt: 'desc' }, { id: 'asc' }],
        ...page,
      }),
    );
    return ok({ items: rows.map(batchView), nextCursor });
  },
});

/** What one spreadsheet is about, and what was said of its rows so far. */
const about = {
  jurisdictionId: id.nullable(),
  project: z.object({ code: z.string(), name: z.string() }).nullable(),
  year: z.int().nullable(),
  level: z.string().nullable(),
  decisions: z.object({
    leaveOut: z.array(z.string()),
    keep: z.array(z.string()).default([]),
    links: z.record(z.string(), z.string()),
  }),
};

export const readImport = route({
  method: 'get',
  path: '/api/v1/imports/{id}',
  tag: 'imports',
  summary: 'A spreadsheet that was given, and while it is open what it comes to as things are now',
  params: idParams,
  answers: {
    200: z.object({
      batch: head.extend(about),
      report: z.union([report, z.null()]),
      course: z.union([course, z.null()]).meta({ description: 'Acts that follow from it, or take it out again' }),
    }),
  },
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
    const last = await lastCourse(tx, batch.id);
    return ok({
      batch: { ...batchView(batch), ...of },
      report: examined && told(examined.report, context.request),
      course: last && courseView(last),
    });
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
    const bytes = await markInThread({ bytes: await fileOf(tx, batch), marks, heading: marksHeading(locale) });
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
    keep: z
      .array(rowName)
      .max(10_000)
      .default([])
      .meta({ description: 'Rows whose projects’ facts stay as they are; the rows themselves are taken' }),
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
    return ok({ batch: batchView(batch), report: told(report, context.request) });
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
    return ok({ batch: batchView(await cancelBatch(tx, params.id, byOf(actor, occasion))) });
  },
});

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

export const IMPORT_ROUTES: readonly Route[] = [
  uploadImport,
  listImports,
  readImport,
  readMarked,
  decideImport,
  cancelImport,
];
