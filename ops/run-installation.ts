import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { Pool } from 'pg';
import { type Logger, pino } from 'pino';
import { useLinkKey } from '../activities/accounts/link-key';
import { processTime } from '../activities/clock';
import { assertSafeRoles } from '../activities/database/assert-safe-roles';
import { createDatabase, type Database } from '../activities/database/database';
import type { Sender } from '../activities/mail/sender';
import { startSendingLoop } from '../activities/mail/sending-loop';
import { useSealingKeys } from '../activities/sealed/sealing-keys';
import { createApi } from '../api/app';
import { type ApiConfig, DEFAULT_REQUEST_LIMITS, DEFAULT_SESSION_LIMITS } from '../api/config';
import { listen } from '../api/server';
import { loadDefaults } from '../prisma/seed/load-defaults';
import { TASK_QUEUE } from '../workflows/contract';
import { createInstallationSender } from './installation-sender';
import { createPracticeMover } from './practice-mover';
import { projectPath } from './project-root';
import { readinessChecks } from './readiness-checks';
import { ensureSchedules } from './schedules';
import { choosePort } from './stack/free-port';
import type { LocalStack } from './stack/local-stack';
import { ACTIVITIES_AT_ONCE, createWorker } from './worker';

/** What an installation is made for, said once: at the birth of its database. */
export type Birth = { mode: 'real' } | { mode: 'practice'; practiceNow: Date };

export interface InstallationOptions {
  stack: LocalStack;
  /** What a database that is still empty becomes. */
  birth: Birth;
  /** Wanted port of the API; another is taken, and said, when it is busy. 0: any. */
  port: number;
  config?: Partial<ApiConfig>;
  logger?: Logger;
  say?: (line: string) => void;
}

export interface Installation {
  /** Where people reach it. */
  origin: string;
  worker: Database;
  client: Client;
  sender: Sender;
  /** Stops API, worker and sender, in this order; the stack is its owner's to stop. Called again it does nothing more. */
  stop(): Promise<void>;
}

const API_POOL = 20;
const SESSION_POOL = 5;
/** Each activity holds a connection; the sender, its deliveries and the readiness checks need some besides. */
const WORKER_POOL = ACTIVITIES_AT_ONCE + 10;

// The whole process stops in one order, which is not the worker's alone to begin.
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });

const machineClock = { now: () => new Date() };

/**
 * API, worker and mail sender in one process, on the given servers.
 *
 * @throws Error when a part does not start; what had started is stopped then
 */
export async function runInstallation(options: InstallationOptions): Promise<Installation> {
  const ends: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopAll(ends);
    return stopping;
  };
  try {
    return { ...(await startAll(options, ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param ends gets what ends each part, in the order in which they started */
async function startAll(
  { stack, birth, say = console.log, ...options }: InstallationOptions,
  ends: (() => Promise<unknown>)[],
): Promise<Omit<Installation, 'stop'>> {
  const { databaseUrls, secrets } = stack;
  const logger = options.logger ?? pino({ level: 'warn' });
  for (const url of [databaseUrls.api, databaseUrls.worker, databaseUrls.public]) await assertSafeRoles(url);
  useLinkKey(secrets.hmacKey);
  useSealingKeys({ sealKey: secrets.sealKey, drawKey: secrets.drawKey });
  await beBorn(databaseUrls.owner, birth);

  const worker = createDatabase({ url: databaseUrls.worker, poolSize: WORKER_POOL });
  ends.push(() => worker.close());
  const { connection, native, client } = await connectTemporal(stack);
  ends.push(() => connection.close().then(() => native.close()));
  const { practice } = await worker.transaction((tx) => processTime(tx, machineClock));
  if (!practice) await ensureSchedules(client);

  const port = await choosePort('API', options.port, say);
  const origin = options.config?.origin ?? `http://127.0.0.1:${port}`;
  const arriving = createInstallationSender({
    database: worker,
    client,
    clock: machineClock,
    smtpUrl: stack.smtpUrl,
    origin,
  });
  const { sender, moveTime } = createPracticeMover(client, arriving);
  const loop = startSendingLoop({
    sender,
    databaseUrl: databaseUrls.worker,
    onError: (error) => logger.error(error, 'sending mail'),
  });
  ends.push(() => loop.stop().then(() => arriving.close()));

  const { namespace } = stack.temporal;
  const { auditKey } = secrets;
  const temporalWorker = await createWorker({ connection: native, namespace, database: worker, client, auditKey });
  const working = temporalWorker.run();
  ends.push(() => {
    if (temporalWorker.getState() === 'RUNNING') temporalWorker.shutdown();
    return working;
  });

  const api = createDatabase({ url: databaseUrls.api, poolSize: API_POOL });
  const sessionPool = new Pool({ connectionString: databaseUrls.api, max: SESSION_POOL });
  ends.push(() => Promise.all([api.close(), sessionPool.end()]));
  const { app, close: closeApi } = createApi({
    config: { ...apiConfig(stack), ...options.config, origin },
    database: api,
    sessionPool,
    temporal: client,
    clock: machineClock,
    machineClock,
    moveTime: practice ? moveTime : undefined,
    logger,
    checks: readinessChecks({ database: worker, connection, worker: temporalWorker, clock: machineClock }),
  });
  ends.push(closeApi);
  const server = await listen(app, port);
  ends.push(() => server.close());
  return { origin, worker, client, sender };
}

/** Ends the parts, the last one first; one that fails does not keep the others alive. */
async function stopAll(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of [...ends].reverse()) await end().catch((error) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `could not stop everything: ${failures.join('; ')}`);
}

async function connectTemporal({ temporal: { connectionOptions, namespace } }: LocalStack) {
  const connection = await Connection.connect(connectionOptions);
  const { address, tls, apiKey } = connectionOptions;
  const native = await NativeConnection.connect({
    address,
    tls,
    apiKey: typeof apiKey === 'function' ? apiKey() : apiKey,
  });
  return { connection, native, client: new Client({ connection, namespace }) };
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version;
}

/** Says once and for all what this installation is, and loads what ships with the software. */
async function beBorn(ownerUrl: string, birth: Birth): Promise<void> {
  const owner = createDatabase({ url: ownerUrl, poolSize: 1 });
  try {
    await owner.transaction(async (tx) => {
      await tx.installation.createMany({ data: birth, skipDuplicates: true });
      await loadDefaults(tx);
    });
  } finally {
    await owner.close();
  }
}

function apiConfig({ secrets }: LocalStack): Omit<ApiConfig, 'origin'> {
  return {
    sessionSecret: secrets.sessionSecret,
    hmacKey: secrets.hmacKey,
    totpKey: secrets.hmacKey,
    metricsToken: null,
    requireTotp: false,
    trustedProxies: 0,
    session: DEFAULT_SESSION_LIMITS,
    limits: DEFAULT_REQUEST_LIMITS,
    taskQueue: TASK_QUEUE,
    templates: projectPath('templates'),
    version: packageVersion(),
  };
}
