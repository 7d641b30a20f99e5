import { z } from 'zod';
import { word } from '../../activities/mail/words';
import { Refusal } from '../../domain/errors';
import type { PaperKind } from '../../domain/papers/paper-kind';
import { PACKS, type PackKind, papersOfPack } from '../../domain/papers/paper-pack';
import { ok } from '../answer';
import type { ApiDeps } from '../deps';
import { type ZipEntry, zipStream } from '../files/zip-stream';
import { ownRoute, type Route } from '../route';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const pack = ownRoute({
  method: 'get',
  path: '/api/v1/projects/{code}/packs/{pack}',
  tag: 'papers',
  summary: 'The papers of the meeting, or of the whole case with their scans, as one zip with a list of hashes',
  description:
    'Of the meeting the newest of each kind. `SHA256SUMS` is what `sha256sum --check` reads. Papers that are not set yet are left out.',
  key: 'none',
  roles: ['officer', 'director'],
  params: codeParams.extend({ pack: z.enum(PACKS) }),
  answers: { 200: 'file' },
  refusals: ['NOT_FOUND'],
  async handler({ deps, actor, occasion, params }) {
    const files = await deps.database.withPerson(actor.personId, async (tx) => {
      const { project, see } = await visibleProject({ tx, actor, occasion }, params.code);
      const rows = await tx.paper.findMany({
        where: { AND: [{ projectId: project.id }, see.paper] },
        orderBy: { recordedAt: 'asc' },
        select: { kind: true, reference: true, fileSha256: true, scanSha256: true, voidedAt: true },
      });
      const scans = rows.flatMap(({ scanSha256 }) => scanSha256 ?? []);
      const stored = await tx.storedFile.findMany({
        where: { sha256: { in: scans } },
        select: { sha256: true, mediaType: true },
      });
      return filesOf(params.pack, rows, new Map(stored.map(({ sha256, mediaType }) => [sha256, mediaType])));
    });
    if (files.length === 0)
      throw new Refusal('NOT_FOUND', { field: 'pack', value: params.pack, allowed: 'papers that are set' });
    const stream = zipStream(entriesOf(deps, actor.personId, files));
    return ok({
      stream,
      size: null,
      mediaType: 'application/zip',
      name: `${params.code} ${word('pack', params.pack)}.zip`,
    });
  },
});

/** Of what a scan may be (files/file-kind). */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
};

interface PackFile {
  name: string;
  sha256: string;
}

interface PackedPaper {
  kind: string;
  reference: string | null;
  fileSha256: string | null;
  scanSha256: string | null;
  voidedAt: Date | null;
}

/** In the order in which they were made, with names that a person finds them by. */
function filesOf(kind: PackKind, papers: readonly PackedPaper[], scans: ReadonlyMap<string, string>): PackFile[] {
  return papersOfPack(kind, papers).flatMap(({ kind: of, reference, fileSha256, scanSha256, voidedAt }, at) => {
    const mark = voidedAt ? word('pack', 'void') : '';
    const title = [String(at + 1).padStart(2, '0'), word('paper', of as PaperKind), reference ?? '', mark];
    const name = title.filter(Boolean).join(' ');
    return [
      ...(fileSha256 ? [{ name: `${name}.pdf`, sha256: fileSha256 }] : []),
      ...(scanSha256 && scans.has(scanSha256)
        ? [{ name: `${name} ${word('pack', 'scan')}.${ENDINGS[scans.get(scanSha256)!]}`, sha256: scanSha256 }]
        : []),
    ];
  });
}

/** Each is read when its turn comes, in a transaction of its own. */
async function* entriesOf(
  { database }: ApiDeps,
  personId: string,
  files: readonly PackFile[],
): AsyncGenerator<ZipEntry> {
  yield {
    name: 'SHA256SUMS',
    bytes: Buffer.from(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')),
  };
  for (const { name, sha256 } of files) {
    const { content } = await database.withPerson(personId, (tx) =>
      tx.storedFile.findUniqueOrThrow({ where: { sha256 }, select: { content: true } }),
    );
    yield { name, bytes: content };
  }
}

export const PAPER_PACK_ROUTES: readonly Route[] = [pack];
