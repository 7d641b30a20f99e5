import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { choosePort } from './free-port';
import { postgresBinaries } from './postgres-binaries';
import { endProcess } from './processes';
import { endLeftovers, ServerStartError, startServerProcess } from './server-process';
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
  /**
   * Superuser's connection string to the database `postgres`. Where the folder can hold a socket its `host` names that, which
   * costs half of what TCP does; what knows no sockets finds the server at the address all the same.
   */
  adminUrl: string;
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** How Postgres names a socket, followed by the port. */
const SOCKET = '.s.PGSQL.';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
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
  await endLeftovers('Postgres', ['-D', folder], 'SIGINT', say);
  // Its number may by now belong to some other process, which Postgres would take for itself.
  const locks = readdirSync(folder).filter((name) => name === 'postmaster.pid' || name.startsWith(SOCKET));
  for (const name of locks) rmSync(join(folder, name), { force: true });

  const port = await choosePort('Postgres', options.port, say);
  const sockets = await canHoldSocket(folder);
  const adminUrl = new URL(
    `postgres://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
  );
  if (sockets) adminUrl.searchParams.set('host', folder);
  const where = { unix_socket_directories: sockets ? folder : '' };
  const settings = Object.entries({ ...SETTINGS, ...where, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const pid = await launch(
    [binaries.postgres, '-D', folder, '-p', String(port), ...settings],
    user,
    adminUrl.href,
    logFile,
  );
  return {
    adminUrl: adminUrl.href,
    port,
    pid,
    // SIGINT is Postgres' fast shutdown: sessions are ended, everything is written, nothing needs recovery.
    stop: () => endProcess(pid, 'SIGINT', 20_000),
  };
}

/** Not on Windows, on some mounted folders, nor under a long path: the system's limit is 104 bytes or a little more. */
async function canHoldSocket(folder: string): Promise<boolean> {
  const path = join(folder, `${SOCKET}probe`);
  if (process.platform === 'win32' || Buffer.byteLength(path) > 100) return false;
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(path, () => server.close(() => resolve(true)));
  });
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

async function launch(command: string[], user: ServerUser, adminUrl: string, logFile: string): Promise<number> {
  // After kill -9 of the server its sessions hold the shared memory for a moment longer: try again until they are gone.
  for (const limit = Date.now() + 15_000; ; await sleep(200)) {
    try {
      return await startServerProcess({
        what: 'Postgres',
        command: user.wrap(command),
        logFile,
        isReady: () => answers(adminUrl),
        // Recovery after a crash replays the log, which may take a while.
        readyWithinMs: 180_000,
        spawnAs: user.spawnAs,
        env: { ...process.env, LC_ALL: 'C' },
      });
    } catch (error) {
      const held = error instanceof ServerStartError && /shared memory block .* still in use/.test(error.log);
      if (!held || Date.now() > limit) throw error;
    }
  }
}

/** False while nobody listens or the server is still starting; anything else, a wrong password for instance, is thrown. */
async function answers(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03') return false;
    throw error;
  }
}
