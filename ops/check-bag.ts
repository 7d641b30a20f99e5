import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { Command } from 'commander';
import { type CheckedBag, checkBag } from '../activities/bags/check-bag';
import { readFolder } from '../activities/bags/read-folder';
import { readZip } from '../activities/bags/read-zip';
import { ERROR_WORDS } from '../api/locale';
import { Refusal } from '../domain/errors';
import { encodedPath } from '../domain/handover/parse-manifest';
import words from '../templates/locales/zh-CN/bags.json';

interface Options {
  manifestHash?: string;
  writeManifest?: string;
  json?: true;
}

new Command('check-bag')
  .description(
    'check a BagIt bag (RFC 8493), as a folder or zipped, or a folder with a manifest-sha256.txt: what was tampered with, is missing, extra or ' +
      'renamed. Exit status 0: all holds, 1: it does not, 2: it cannot be read',
  )
  .argument('<path>', 'the folder or the zip')
  .option('--manifest-hash <sha256>', 'the hash of the manifest as the hand-over names it')
  .option('--write-manifest <file>', 'of a folder without a manifest: write one, as a hand-over wants it')
  .option('--json', 'the report as JSON')
  .action((path: string, options: Options) => run(path, options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(
      error instanceof Refusal ? `${error.code}: ${ERROR_WORDS['zh-CN'][error.code]?.title}` : error.message,
    );
    process.exitCode = 2;
  });

async function run(path: string, { manifestHash, writeManifest, json }: Options): Promise<void> {
  const folder = statSync(path).isDirectory();
  const checked = await checkBag(folder ? readFolder(path) : readZip(path));
  const { report } = checked;
  const faults = [...report.faults];
  if (writeManifest && report.manifestSha256 === null) {
    await write(writeManifest, checked);
    faults.splice(0, faults.length, ...faults.filter(({ code }) => code !== 'no_manifest'));
  }
  if (manifestHash && manifestHash.toLowerCase() !== report.manifestSha256) {
    faults.push({ code: 'tag_tampered', path: 'manifest-sha256.txt', found: report.manifestSha256 ?? '–' });
  }
  const holds = faults.length === 0;
  if (json) console.log(JSON.stringify({ ...report, faults, holds }, null, 2));
  else {
    for (const { code, path, found } of faults)
      console.log(`${code}\t${path}${found ? ` → ${found}` : ''}\t${words[code]}`);
    console.log(
      `${report.bag ? 'BagIt' : path}: ${report.files} files, ${report.bytes} bytes, manifest ${report.manifestSha256 ?? '–'}`,
    );
    console.log(holds ? 'all holds' : `${faults.length} faults`);
  }
  if (!holds) process.exitCode = 1;
}

async function write(file: string, { payload }: CheckedBag): Promise<void> {
  const out = createWriteStream(file, { flags: 'wx' });
  for (const [path, hash] of [...payload].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!out.write(`${hash}  ${encodedPath(path)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
