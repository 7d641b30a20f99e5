import { z } from 'zod';
import { checkBag } from '../../activities/bags/check-bag';
import { electronicCounts } from '../../activities/bags/electronic-counts';
import { readZip, type ZipLimits } from '../../activities/bags/read-zip';
import { storeFile } from '../../activities/database/store-file';
import { rolesOnProject } from '../../activities/people/roles-on-project';
import { Refusal } from '../../domain/errors';
import { BAG_FAULTS } from '../../domain/handover/bag-fault';
import { parseManifest } from '../../domain/handover/parse-manifest';
import { expected } from '../../domain/import/expected';
import { created } from '../answer';
import { fileName } from '../files/file-name';
import { type Route, route } from '../route';
import { id, sha256 } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const LISTED = 1_000;

const UPLOADED: ZipLimits = { unpackedMb: 4 * 1024, files: 200_000 };

export const giveManifest = route({
  method: 'post',
  path: '/api/v1/projects/{code}/hand-over-manifests',
  tag: 'files',
  summary: 'Give the manifest of the electronic files of a hand-over, or the whole bag',
  description:
    'A `manifest-sha256.txt` as `npm run check-bag` and `sha256sum` write it, or a zipped BagIt bag (RFC 8493), which is checked. The manifest is ' +
    'kept, to be named by its hash in `hand_over.submit`, and held against the volumes that the receiver gets.',
  upload: true,
  params: codeParams,
  body: z.strictObject({ receiverId: id }),
  answers: {
    201: z.object({
      manifestSha256: sha256.nullable().meta({ description: 'Null: something is wrong with it, and nothing is kept' }),
      files: z.int(),
      faults: z.array(z.object({ code: z.enum(BAG_FAULTS), path: z.string(), found: z.string().optional() })),
      volumes: z.object({ catalogue: z.int(), electronic: z.int() }),
      drawings: z.int().meta({ description: 'Sheets that the catalogue lists' }),
      without: z.array(z.string()).meta({ description: 'Codes of volumes without files, the first thousand' }),
      strays: z.array(z.string()).meta({ description: 'Files that belong to no volume, the first thousand' }),
    }),
  },
  refusals: ['ACT_NOT_YOURS', 'FILE_EMPTY', 'FILE_TYPE_NOT_ALLOWED', 'FILE_UNPACKS_TOO_LARGE', 'RECEIVER_UNKNOWN'],
  async handler(context) {
    const { tx, request, actor, occasion, params, body } = context;
    const { file } = request;
    if (!file || file.size === 0)
      throw new Refusal('FILE_EMPTY', { field: 'file', allowed: expected('manifest_or_bag') });
    const { project } = await visibleProject(context, params.code);
    const roles = await rolesOnProject(tx, actor.deputyFor?.personId ?? actor.personId, project, occasion.today);
    const byOwner = roles.includes('owner');
    if (!byOwner && !roles.includes('officer')) throw new Refusal('ACT_NOT_YOURS', { allowed: ['owner', 'officer'] });
    const { paths, manifest, faults } = await read(file.buffer);
    const { receiverId } = body;
    const counts = await electronicCounts(tx, { projectId: project.id, receiverId, paths });
    const kept = faults.length > 0 || manifest === null ? null : Buffer.from(manifest);
    const name = fileName(file.originalname).replace(/\.zip$/i, '.txt');
    const upload = { mediaType: 'text/plain', name, projectId: project.id, uploadedById: actor.personId, byOwner };
    const stored = kept && (await storeFile(tx, { content: kept, ...upload }));
    const { volumes, drawings, files } = counts;
    const [without, strays] = [counts.without.slice(0, LISTED), counts.strays.slice(0, LISTED)];
    const answer = {
      manifestSha256: stored?.sha256 ?? null,
      files,
      faults: faults.slice(0, LISTED),
      volumes,
      drawings,
    };
    return created({ ...answer, without, strays }, `/api/v1/files/${stored?.sha256 ?? ''}`);
  },
});

/** The manifest itself, or that of a zipped bag. @throws Refusal FILE_TYPE_NOT_ALLOWED */
async function read(bytes: Buffer) {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { report, payload, manifest } = await checkBag(readZip(bytes, UPLOADED));
    return { paths: [...payload.keys()], manifest, faults: report.faults };
  }
  const manifest = new TextDecoder('utf-8').decode(bytes);
  const { files, faults } = parseManifest(manifest, 'manifest-sha256.txt', false);
  if (files.size === 0) throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['zip', 'txt'] });
  const short = [...files].find(([, hash]) => hash.length !== 64);
  if (short) faults.push({ code: 'bad_line', path: short[0] });
  return { paths: [...files.keys()], manifest, faults };
}

export const HAND_OVER_MANIFEST_ROUTES: readonly Route[] = [giveManifest];
