import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Command } from 'commander';
import { checkBag } from '../activities/bags/check-bag';
import { readZip } from '../activities/bags/read-zip';
import { tokenHeaders } from './token-headers';

new Command('export')
  .description(
    'fetch a closed case as one package, a zipped BagIt bag that opens without Dangyan, as the person whose access token is in DANGYAN_TOKEN. ' +
      'It is checked before it gets its name',
  )
  .argument('<code>', 'of the project')
  .requiredOption('--out <file>', 'where to; nothing may be there yet', (path) => resolve(path))
  .option('--url <address>', 'where Dangyan is', 'http://127.0.0.1:3000')
  .action((code: string, options: { out: string; url: string }) => run(code, options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });

async function run(code: string, { out, url }: { out: string; url: string }): Promise<void> {
  if (existsSync(out)) throw new Error(`${out} is there already`);
  const path = `/api/v1/projects/${encodeURIComponent(code)}/package`;
  const answer = await fetch(new URL(path, url), { headers: tokenHeaders() });
  if (!answer.ok) {
    const { code, title, detail } = (await answer.json()) as { code: string; title: string; detail?: string };
    throw new Error(`${code}: ${title}${detail ? `，${detail}` : ''}`);
  }
  const part = `${out}.part`;
  try {
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(part));
    const { report } = await checkBag(readZip(part));
    if (!report.holds) throw new Error(`what came is not whole: ${report.faults.map(({ path }) => path).join(', ')}`);
    await rename(part, out);
    console.log(`${out}: ${report.files} files, ${report.bytes} bytes, manifest ${report.manifestSha256}`);
  } finally {
    await rm(part, { force: true });
  }
}
