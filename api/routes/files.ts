import { z } from 'zod';
import { storeFile } from '../../activities/database/store-file';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { Refusal } from '../../domain/errors';
import { created, ok } from '../answer';
import { fileKind } from '../files/file-kind';
import { fileName } from '../files/file-name';
import { stripLocation } from '../files/strip-location';
import { type PersonalContext, type Route, route } from '../route';
import { sha256 } from '../schemas';
import { visible } from '../visible';

export const upload = route({
  method: 'post',
  path: '/api/v1/files',
  tag: 'files',
  summary: 'Upload a file, to be named by its hash in an act',
  description:
    'PDF, JPEG, PNG, TIFF, DOCX, XLSX or CSV, told from the bytes. Photos lose place, time and device; the hash is of what is kept.',
  upload: true,
  body: z.strictObject({
    project: z.string().max(40).optional().meta({ description: 'Code of the project it is for' }),
  }),
  answers: { 201: z.object({ sha256, name: z.string(), mediaType: z.string(), size: z.int() }) },
  refusals: ['FILE_NAME_INVALID', 'FILE_TOO_LARGE', 'FILE_TYPE_NOT_ALLOWED', 'NOT_FOUND'],
  async handler(context) {
    const { tx, request, actor, body } = context;
    const { file } = request;
    if (!file || file.size === 0) throw new Refusal('BAD_INPUT', { field: 'file', allowed: 'a file' });
    const name = fileName(file.originalname);
    const mediaType = await fileKind(file.buffer, name);
    const { projectId, byOwner } = await purpose(context, body.project);
    const content = stripLocation(file.buffer, mediaType);
    const stored = await storeFile(tx, { content, mediaType, name, projectId, uploadedById: actor.personId, byOwner });
    return created({ sha256: stored.sha256, name, mediaType, size: content.length }, `/api/v1/files/${stored.sha256}`);
  },
});

const download = route({
  method: 'get',
  path: '/api/v1/files/{sha256}',
  tag: 'files',
  summary: 'A file, always as an attachment',
  params: z.strictObject({ sha256 }),
  answers: { 200: 'file' },
  async handler(context) {
    const { tx, params } = context;
    const name = await visibleName(context, params.sha256);
    const stored = name === null ? null : await tx.storedFile.findUnique({ where: { sha256: params.sha256 } });
    if (name === null || !stored) throw new Refusal('NOT_FOUND', { field: 'sha256', value: params.sha256 });
    return ok({ bytes: stored.content, mediaType: stored.mediaType, name });
  },
});

type Context = Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>;

/** For which project a file is given, and whether by its owner's people. @throws Refusal NOT_FOUND */
async function purpose(
  context: Context,
  code: string | undefined,
): Promise<{ projectId: string | null; byOwner: boolean }> {
  if (code === undefined) return { projectId: null, byOwner: false };
  const { tx, actor, occasion } = context;
  const see = await visible(context);
  const project = await tx.project.findFirst({ where: { AND: [{ code }, see.project] } });
  if (!project) throw new Refusal('NOT_FOUND', { field: 'project', value: code });
  const personId = actor.deputyFor?.personId ?? actor.personId;
  const roles = await rolesOnProject(tx, personId, project, occasion.today);
  return { projectId: project.id, byOwner: roles.includes('owner') };
}

/** The name under which the caller sees a file: as it was uploaded, as the paper it is, or as a photo of a volume. Null: not seen. */
async function visibleName(context: Context, hash: string): Promise<string | null> {
  const { tx } = context;
  const see = await visible(context);
  const uploaded = await tx.fileUpload.findFirst({
    where: { AND: [{ sha256: hash }, see.fileUpload] },
    orderBy: { recordedAt: 'desc' },
    select: { name: true },
  });
  if (uploaded) return uploaded.name;
  const paper = await tx.paper.findFirst({ where: { AND: [{ fileSha256: hash }, see.paper] } });
  if (paper) return `${paper.reference ?? paper.kind}.pdf`;
  return (await isSeenPhoto(tx, see, hash)) ? photoName(tx, hash) : null;
}

/** Who sees a finding, or an item that came of one, sees its photos. */
async function isSeenPhoto(
  tx: Context['tx'],
  see: Awaited<ReturnType<typeof visible>>,
  hash: string,
): Promise<boolean> {
  const photos = { has: hash };
  const finding = await tx.finding.findFirst({ where: { AND: [{ photos, void: false }, see.finding] } });
  if (finding) return true;
  return (await tx.rectificationItem.findFirst({ where: { AND: [{ photos }, see.rectificationItem] } })) !== null;
}

async function photoName(tx: Context['tx'], sha256: string): Promise<string | null> {
  const upload = await tx.fileUpload.findFirst({ where: { sha256 }, orderBy: { recordedAt: 'desc' } });
  return upload?.name ?? null;
}

export const FILE_ROUTES: readonly Route[] = [upload, download];
