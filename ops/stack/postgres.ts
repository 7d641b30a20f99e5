import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { choosePort } from './free-port';
import { postgresBinaries } from './postgres-binaries';
import { endProcess, findProcesses } from './processes';
import { type ServerUser, serverUser } from './server-user';

/** The superuser of a local cluster; the application never logs in as it. */
const SUPERUSER = 'postgres';

export interface PostgresOptions {
  /** Absolute path of the cluster's own folder; made when missing. */
  folder: string;
  /** Password of the superuser `postgres`, set when the cluster is made. */
  password: string;
  /** Wanted port; another is taken when it is busy. 0: any. */
  port: number;
  logFile: string;
  /** Settings beside the defaults, as in postgresql.conf. */
  settings?: Record<string, string>;
  say?: (line: string) => void;
}

export interface PostgresServer {
  /** Superuser's connection string to the database `postgres`. */
  adminUrl: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts the Postgres that npm ships, on its own folder, making the cluster on the first start. Whatever a killed
 * predecessor left behind (a running server, a stale pid file) is cleared first; committed data is kept.
 *
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { folder, logFile, say = () => {} } = options;
  const binaries = postgresBinaries();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const user = serverUser(folder);
  if (user.owner) chownSync(folder, user.owner.uid, user.owner.gid);
  if (!existsSync(join(folder, 'PG_VERSION'))) makeCluster(binaries.initdb, options, user);
  await endLeftover(folder, say);

  const port = await choosePort('Postgres', options.port, say);
  const adminUrl = `postgres://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = await launch(
    [binaries.postgres, '-D', folder, '-p', String(port), ...settings],
    user,
    adminUrl,
    logFile,
  );
  const pid = child.pid ?? 0;
  return {
    adminUrl,
    port,
    pid,
    // SIGINT is Postgres' fast shutdown: sessions are ended, everything is written, nothing needs recovery.
    stop: () => endProcess(pid, 'SIGINT', 20_000),
  };
}

function makeCluster(initdb: string, { folder, password, settings }: PostgresOptions, user: ServerUser): void {
  const passwordFile = `${folder}.password`;
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user.owner) chownSync(passwordFile, user.owner.uid, user.owner.gid);
    const args = [
      `--pgdata=${folder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      ...(settings?.fsync === 'off' ? ['--no-sync'] : []),
    ];
    const [command = '', ...rest] = user.wrap([initdb, ...args]);
    execFileSync(command, rest, { ...user.spawnAs, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    // A half-made cluster would be taken for a whole one by the next start.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Ends a server whose parent was killed, and removes a pid file whose number now belongs to some other process. */
async function endLeftover(folder: string, say: (line: string) => void): Promise<void> {
  for (const { pid } of findProcesses(['-D', folder])) {
    say(`Postgres: ending a server that an earlier run left behind (process ${pid})`);
    await endProcess(pid, 'SIGINT', 20_000);
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true });
}

async function launch(command: string[], user: ServerUser, adminUrl: string, logFile: string): Promise<ChildProcess> {
  // After kill -9 of the server its sessions hold the shared memory for a moment longer: try again until they are gone.
  for (const limit = Date.now() + 15_000; ; await sleep(200)) {
    const log = openSync(logFile, 'a');
    const start = readFileSync(logFile).length;
    const [program = '', ...args] = user.wrap(command);
    // Detached: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
    const child = spawn(program, args, {
      ...user.spawnAs,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C' },
    });
    child.unref();
    closeSync(log);
    if (await becomesReady(child, adminUrl)) return child;
    const words = readFileSync(logFile).subarray(start).toString().trim();
    if (!/shared memory block .* still in use/.test(words) || Date.now() > limit) {
      throw new Error(`Postgres did not start:\n${words.slice(-2_000)}`);
    }
  }
}

/** False when the server ends before it answers. Recovery after a crash may take a while, so there is a wide limit. */
async function becomesReady(child: ChildProcess, adminUrl: string): Promise<boolean> {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  for (const limit = Date.now() + 120_000; Date.now() < limit && !ended; await sleep(25)) {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      const code = (error as { code?: string }).code;
      // Anything but 'nobody listens yet' and 'starting up' is final, a wrong password for instance.
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') {
        if (child.pid) await endProcess(child.pid, 'SIGINT', 20_000);
        throw error;
      }
    }
  }
  if (!ended && child.pid) await endProcess(child.pid, 'SIGQUIT', 5_000);
  return false;
}
