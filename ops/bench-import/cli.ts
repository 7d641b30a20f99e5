import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../migrate/migrate';
import { prepareDatabase, randomPasswords, withDatabase } from '../migrate/roles';
import { startPostgres } from '../stack/postgres';
import { makeFiles, type SampleFile } from './sample-files';
import { type Figures, SIDES, type Side } from './side';
import { makeWorld } from './world';

/** npm run bench:import: each side in a process of its own, so that the peak of memory is its own. */
async function bench(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'dangyan-bench-import-'));
  chmodSync(home, 0o711); // Postgres may run as another user
  const server = await startPostgres({
    folder: join(home, 'postgres'),
    password: 'bench',
    port: 0,
    logFile: join(home, 'postgres.log'),
  });
  try {
    const urls = await prepareDatabase(withDatabase(server.adminUrl, 'bench'), randomPasswords());
    await migrate(urls.owner);
    const files = await makeFiles(home);
    console.log('| file | side | seconds | processor s | again | peak MB | before MB |\n|---|---|---|---|---|---|---|');
    for (const file of files) {
      const world = await makeWorld(urls.owner, file.name);
      for (const side of SIDES) {
        const { seconds, processor, again, peakMb, beforeMb } = measured(side, file, { ...world, url: urls.api });
        console.log(
          `| ${file.name} | ${side} | ${seconds.toFixed(1)} | ${processor.toFixed(1)} | ${again?.toFixed(1) ?? ''} | ${peakMb.toFixed(0)} | ${beforeMb.toFixed(0)} |`,
        );
      }
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function measured(side: Side, file: SampleFile, world: object): Figures {
  const order = JSON.stringify({ side, ...file, ...world });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'side.js'), order], {
    encoding: 'utf8',
    // As the image sets it (Dockerfile).
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  });
  if (status !== 0) throw new Error(`${side} of ${file.name}: ${stderr}`);
  return JSON.parse(stdout);
}

bench().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
