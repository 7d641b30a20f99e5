/**
 * npm run build: Prisma's client, the compiled code, the workflow bundle and what pages load, each only when its inputs
 * changed.
 *
 *   --only=client,code,workflows,assets   these parts only
 *   --keep-going                   type errors are printed and do not stop the build (for tools used while coding)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const { values: options } = parseArgs({ options: { only: { type: 'string' }, 'keep-going': { type: 'boolean' } } });

const parts = {
  client: {
    inputs: () => [...filesBelow('prisma', '.prisma'), 'prisma.config.ts', 'package-lock.json'],
    output: join(root, 'prisma/generated/client.ts'),
    run() {
      // `generate` wants the schema engine's path, to download it if need be, and then never starts it.
      const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
      runTool('prisma', 'prisma', ['generate'], env);
    },
  },
  code: {
    inputs: () => [
      ...['domain', 'workflows', 'activities', 'api', 'prisma', 'ops'].flatMap((folder) =>
        filesBelow(folder, '.ts', '.json'),
      ),
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
    output: join(dist, 'ops'),
    run() {
      runTool('typescript', 'tsc', ['-p', 'tsconfig.build.json']);
    },
  },
  workflows: {
    inputs: () => [
      ...filesBelow('workflows', '.ts', '.json'),
      ...filesBelow('domain', '.ts', '.json'),
      'package-lock.json',
    ],
    output: join(dist, 'workflows.bundle.js'),
    async run() {
      const workflowsPath = join(root, 'workflows/index.ts');
      if (!existsSync(workflowsPath)) return;
      const { bundleWorkflowCode } = await import('@temporalio/worker');
      const logger = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
      const { code } = await bundleWorkflowCode({ workflowsPath, logger });
      // Workers may be reading the old one.
      writeFileSync(`${this.output}.new`, code);
      renameSync(`${this.output}.new`, this.output);
    },
  },
  assets: {
    inputs: () => [
      ...filesBelow('templates/assets', ''),
      ...filesBelow('browser', '.ts'),
      ...filesBelow('domain', '.ts'),
      'package-lock.json',
      'ops/build-assets.mjs',
    ],
    output: join(dist, 'assets/names.json'),
    async run() {
      const { buildAssets } = await import('./build-assets.mjs');
      await buildAssets(root, dirname(this.output));
    },
  },
};

function filesBelow(folder, ...endings) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => endings.some((ending) => name.endsWith(ending)) && statSync(join(root, name)).isFile())
    .sort();
}

function hash(files) {
  const sum = createHash('sha256').update(process.version);
  for (const file of files) sum.update(`${file}\0`).update(readFileSync(join(root, file)));
  return sum.digest('hex');
}

/** Runs a command-line tool of an installed package, quiet unless it fails. */
function runTool(packageName, tool, args, env = process.env) {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const bin = JSON.parse(readFileSync(manifest, 'utf8')).bin[tool];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dirname(manifest), bin), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${tool} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/** Two builds of one checkout go one after the other; the lock of a build that was killed is taken over. */
async function lock() {
  const file = join(dist, '.build-lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives(file)) rmSync(file, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function holderLives(file) {
  try {
    // Empty for the moment between making the file and writing the number.
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid === 0) return Date.now() - statSync(file).mtimeMs < 5_000;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function build(name, { inputs, output, run }) {
  const stamp = join(dist, `.${name}-stamp`);
  const sum = hash(inputs());
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) return;
  const start = performance.now();
  try {
    await run.call(parts[name]);
    writeFileSync(stamp, sum);
    // What a command prints is its own.
    console.error(`built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(error.message);
    if (!options['keep-going'] || name !== 'code') process.exitCode = 1;
  }
}

/** Every command begins with the build, so it says plainly that Node is too old instead of failing later in some package. */
function requireNode() {
  const needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  const numbers = (version) => version.match(/\d+/g).map(Number);
  const [major, minor] = numbers(needed);
  const [ourMajor, ourMinor] = numbers(process.version);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  console.error(
    `Dangyan needs Node ${needed}, this is ${process.version}: install a newer one from https://nodejs.org`,
  );
  process.exit(1);
}

requireNode();
mkdirSync(dist, { recursive: true });
const unlock = await lock();
try {
  const wanted = options.only?.split(',') ?? Object.keys(parts);
  for (const name of wanted) {
    if (!parts[name]) throw new Error(`--only=${name}: the parts are ${Object.keys(parts).join(', ')}`);
    await build(name, parts[name]);
    if (process.exitCode) break;
  }
} finally {
  unlock();
}
