import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { strToU8, Zip, ZipPassThrough, zipSync } from 'fflate';
import { checkBag } from '../../../activities/bags/check-bag';
import { readFolder } from '../../../activities/bags/read-folder';
import { readZip } from '../../../activities/bags/read-zip';
import type { BagFault } from '../../../domain/handover/bag-fault';
import { compareFiles } from '../../../domain/handover/compare-files';
import { encodedPath, parseManifest } from '../../../domain/handover/parse-manifest';
import { volumesWithFiles } from '../../../domain/handover/volumes-with-files';

const hash = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text).digest('hex');
const PAYLOAD = { 'data/A-1/封面.pdf': '甲', 'data/A-1/2.pdf': '乙', 'data/A-2.pdf': '丙' };

/** A whole bag by its files. */
function bagOf(payload: Record<string, string> = PAYLOAD): Record<string, string> {
  const lines = Object.entries(payload).map(([path, text]) => `${hash(text)}  ${encodedPath(path)}\n`);
  const bytes = Object.values(payload).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const tags: Record<string, string> = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': `Payload-Oxum: ${bytes}.${lines.length}\n`,
    'manifest-sha256.txt': lines.join(''),
  };
  const tagLines = Object.entries(tags).map(([path, text]) => `${hash(text)}  ${path}\n`);
  return { ...payload, ...tags, 'tagmanifest-sha256.txt': tagLines.join('') };
}

async function* files(bag: Record<string, string>) {
  for (const [path, text] of Object.entries(bag)) yield { path, chunks: bytesOf(Buffer.from(text)) };
}

async function* bytesOf(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const told = ({ code, path, found }: BagFault) => [code, path, found].filter(Boolean).join(' ');
const check = async (bag: Record<string, string>) => (await checkBag(files(bag))).report;

test('a whole bag holds, with its counts and the hash of its manifest', async () => {
  const bag = bagOf();
  expect(await check(bag)).toEqual({
    bag: true,
    files: 3,
    bytes: 9,
    manifests: ['manifest-sha256.txt', 'tagmanifest-sha256.txt'],
    manifestSha256: hash(bag['manifest-sha256.txt']!),
    faults: [],
    holds: true,
  });
});

test.each<[string, (bag: Record<string, string>) => void, string[]]>([
  [
    'tampered',
    (bag) => {
      bag['data/A-2.pdf'] = '丁';
    },
    ['tampered data/A-2.pdf'],
  ],
  ['missing', (bag) => void delete bag['data/A-2.pdf'], ['counts_differ bag-info.txt 6.2', 'missing data/A-2.pdf']],
  [
    'extra',
    (bag) => {
      bag['data/x.exe'] = 'x';
    },
    ['counts_differ bag-info.txt 10.4', 'extra data/x.exe'],
  ],
  [
    'renamed',
    (bag) => {
      bag['data/A-3.pdf'] = bag['data/A-2.pdf']!;
      delete bag['data/A-2.pdf'];
    },
    ['renamed data/A-2.pdf data/A-3.pdf'],
  ],
  [
    'swapped',
    (bag) => {
      const [one, other] = [bag['data/A-1/2.pdf']!, bag['data/A-2.pdf']!];
      Object.assign(bag, { 'data/A-1/2.pdf': other, 'data/A-2.pdf': one });
    },
    ['tampered data/A-1/2.pdf', 'tampered data/A-2.pdf'],
  ],
  [
    'covered up in the manifest',
    (bag) => {
      bag['data/A-2.pdf'] = '丁';
      bag['manifest-sha256.txt'] = bag['manifest-sha256.txt']!.replace(hash('丙'), hash('丁'));
    },
    ['tag_tampered manifest-sha256.txt'],
  ],
  [
    'declared otherwise',
    (bag) => {
      bag['bagit.txt'] = 'BagIt';
    },
    ['bad_declaration bagit.txt', 'tag_tampered bagit.txt'],
  ],
  [
    'left to be fetched',
    (bag) => {
      delete bag['data/A-2.pdf'];
      bag['fetch.txt'] = 'https://example.com/a 3 data/A-2.pdf\n';
    },
    ['counts_differ bag-info.txt 6.2', 'not_fetched data/A-2.pdf'],
  ],
  [
    'with paths that lead out',
    (bag) => {
      bag['manifest-sha256.txt'] += `${hash('x')}  ../../etc/passwd\nnonsense\n`;
    },
    ['unsafe_path ../../etc/passwd', 'bad_line manifest-sha256.txt 5', 'tag_tampered manifest-sha256.txt'],
  ],
])('a bag that was %s is told so', async (_, change, faults) => {
  const bag = bagOf();
  change(bag);
  const report = await check(bag);
  expect(report.faults.map(told)).toEqual(faults);
  expect(report.holds).toBe(false);
});

test('other algorithms are checked where they are, and a folder needs no bagit.txt', async () => {
  const line = `${hash('甲', 'sha512')}  a.pdf\n`;
  expect((await check({ 'a.pdf': '甲', 'manifest-sha512.txt': line })).faults).toEqual([]);
  expect((await check({ 'a.pdf': '乙', 'manifest-sha512.txt': line })).faults.map(told)).toEqual(['tampered a.pdf']);
  expect((await check({ 'a.pdf': '甲' })).faults.map(told)).toEqual(['no_manifest manifest-sha256.txt']);
});

/** As programs write a zip that they send while they pack it: sizes stand behind each file. */
function zipped(bag: Record<string, string>, below = ''): Buffer {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  for (const [path, text] of Object.entries(bag)) {
    const file = new ZipPassThrough(below + path);
    zip.add(file);
    file.push(new TextEncoder().encode(text), true);
  }
  zip.end();
  return Buffer.concat(pieces);
}

test('a folder and a zip are read alike, links told and not followed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangyan-bag-'));
  for (const [path, text] of Object.entries(bagOf())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  expect((await checkBag(readFolder(folder))).report.holds).toBe(true);
  symlinkSync('/etc/passwd', join(folder, 'data', 'link'));
  renameSync(join(folder, 'data/A-2.pdf'), join(folder, 'data/A-9.pdf'));
  expect((await checkBag(readFolder(folder))).report.faults.map(told).sort()).toEqual([
    'no_regular_file data/link',
    'renamed data/A-2.pdf data/A-9.pdf',
  ]);
  rmSync(folder, { recursive: true });

  for (const below of ['', '案卷包/']) {
    const { report } = await checkBag(readZip(zipped(bagOf(), below)));
    expect([report.holds, report.files]).toEqual([true, 3]);
  }
  const { 'data/A-2.pdf': _, ...without } = bagOf();
  expect((await checkBag(readZip(zipped(without)))).report.faults.map(told)).toContain('missing data/A-2.pdf');
});

test('a zip may hold zips: what looks like a file inside one is none', async () => {
  const inner = 'PK\u0003\u0004\u0014\0\u0008'.padEnd(30, '\0');
  const bag = bagOf({ 'data/A-1/说明.docx': `${inner}甲PK\u0001\u0002${inner}`, 'data/A-2.pdf': '乙' });
  expect((await checkBag(readZip(zipped(bag)))).report).toMatchObject({ files: 2, faults: [], holds: true });
});

test('names of a Chinese Windows are read', async () => {
  const { 'data/封面.pdf': cover, ...others } = bagOf({ 'data/封面.pdf': '甲' });
  const plain = zipped({ 'data/XXXX.pdf': cover!, ...others }).toString('latin1');
  const gbk = Buffer.from(plain.replaceAll('XXXX', '\xb7\xe2\xc3\xe6'), 'latin1');
  expect((await checkBag(readZip(gbk))).report).toMatchObject({ files: 1, faults: [], holds: true });
});

test('a file that is damaged is told as tampered with, and the others are read', async () => {
  const bag = bagOf({ 'data/A-1.txt': Array.from({ length: 3_000 }, (_, n) => n).join(' '), 'data/A-2.pdf': '乙' });
  const packed = zipSync(Object.fromEntries(Object.entries(bag).map(([path, text]) => [path, strToU8(text)])));
  packed.fill(0xff, 3_000, 3_100);
  expect((await checkBag(readZip(Buffer.from(packed)))).report.faults.map(told)).toEqual([
    'counts_differ bag-info.txt 3.2',
    'tampered data/A-1.txt',
  ]);
});

test('of a zip of somebody else’s more than its limits is refused, by what its directory says', async () => {
  const limits = { unpackedMb: 1, files: 10 };
  const held = (bag: Record<string, string>) => checkBag(readZip(zipped(bag), limits));
  await expect(held({ big: 'x'.repeat(1024 ** 2 + 1) })).rejects.toMatchObject({ code: 'FILE_UNPACKS_TOO_LARGE' });
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`data/${n}`, '甲']));
  await expect(held(many)).rejects.toMatchObject({ code: 'FILE_UNPACKS_TOO_LARGE' });
});

test.each([
  ['nothing', new Uint8Array()],
  ['no zip', new TextEncoder().encode('hello')],
  [
    'a zip cut short',
    zipSync({ 'data/a': new Uint8Array(5_000).fill(7), b: new Uint8Array(9) }, { level: 0 }).slice(0, 3_000),
  ],
])('%s is no bag', async (_, bytes) => {
  await expect(checkBag(readZip(Buffer.from(bytes)))).rejects.toMatchObject({ code: 'FILE_TYPE_NOT_ALLOWED' });
});

test('a manifest that is written and parsed is the same', () => {
  const path = fc.string({ unit: fc.constantFrom(...'ab档/.%\n\r -'), minLength: 1 }).map((name) => `data/x${name}`);
  const safe = path.filter(
    (each) => !each.split('/').some((part) => part === '..' || part === '') && each === each.trimEnd(),
  );
  fc.assert(
    fc.property(fc.uniqueArray(safe, { maxLength: 8 }), (paths) => {
      const text = paths.map((each) => `${hash(each)}  ${encodedPath(each)}\n`).join('');
      const { files, faults } = parseManifest(text, 'm', true);
      expect([[...files.keys()], faults]).toEqual([paths, []]);
    }),
  );
});

test('of any two sets of files exactly what differs is told', () => {
  const set = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2', '3'));
  fc.assert(
    fc.property(set, set, (listed, found) => {
      const [before, after] = [new Map(Object.entries(listed)), new Map(Object.entries(found))];
      const { tampered, others } = compareFiles(before, after);
      expect(tampered.map(({ path }) => path)).toEqual(
        [...before].filter(([path, each]) => after.has(path) && after.get(path) !== each).map(([path]) => path),
      );
      const gone = others.filter(({ code }) => code !== 'extra').map(({ path }) => path);
      expect(gone).toEqual([...before.keys()].filter((path) => !after.has(path)));
      const come = others.flatMap(({ code, path, found: now }) => (code === 'extra' ? path : (now ?? [])));
      expect(come.sort()).toEqual([...after.keys()].filter((path) => !before.has(path)).sort());
    }),
  );
});

test('electronic files belong to the volume whose code they have', () => {
  const codes = ['A-1', 'A-12', 'B/3'];
  const paths = ['data/A-12/1.pdf', 'data/b/3/x.tif', 'data/A-120.pdf', 'data/Ａ-1_2.pdf', 'data/其他.txt'];
  expect(volumesWithFiles(codes, paths)).toEqual({ without: [], strays: ['data/A-120.pdf', 'data/其他.txt'] });
  expect(volumesWithFiles(codes, [])).toEqual({ without: codes, strays: [] });
});
