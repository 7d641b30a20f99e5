import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { createTransport } from 'nodemailer';
import { Pool } from 'pg';
import { type Logger, pino } from 'pino';
import { useLinkKey } from '../activities/accounts/link-key';
import { invitationArrived } from '../activities/acts/panel-invitation/start-reply-clock';
import { processTime } from '../activities/clock';
import { assertSafeRoles } from '../activities/database/assert-safe-roles';
import { createDatabase, type Database } from '../activities/database/database';
import { createMailRenderer } from '../activities/mail/render';
import { createSender, type Sender } from '../activities/mail/sender';
import { startSendingLoop } from '../activities/mail/sending-loop';
import { wakeWorkflows } from '../activities/process/wake-workflows';
import { workflowsOf } from '../activities/process/workflows-of';
import { useSealingKeys } from '../activities/sealed/sealing-keys';
import { createApi } from '../api/app';
import { type ApiConfig, DEFAULT_REQUEST_LIMITS, DEFAULT_SESSION_LIMITS } from '../api/config';
import { listen } from '../api/server';
import { loadDefaults } from '../prisma/seed/load-defaults';
import { TASK_QUEUE } from '../workflows/contract';
import { projectPath } from './project-root';
import { ensureSchedules } from './schedules';
import type { LocalStack } from './stack/local-stack';
import { ACTIVITIES_AT_ONCE, createWorker } from './worker';

/** What an installation is made for, said once: at the birth of its database. */
export type Birth = { mode: 'real' } | { mode: 'practice'; practiceNow: Date };

export interface InstallationOptions {
  stack: LocalStack;
  /** What a database that is still empty becomes. */
  birth: Birth;
  /** Wanted port of the API; 0: any. */
  port: number;
  config?: Partial<ApiConfig>;
  logger?: Logger;
}

export interface Installation {
  /** Where people reach it. */
  origin: string;
  worker: Database;
  client: Client;
  sender: Sender;
  /** Stops API, worker and sender, in this order; the stack is its owner's to stop. */
  stop(): Promise<void>;
}

const API_POOL = 20;
/** Each activity holds a connection, and the sender and its listener one each. */
const WORKER_POOL = ACTIVITIES_AT_ONCE + 5;

// The whole process stops in one order, which is not the worker's alone to begin.
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });

const machineClock = { now: () => new Date() };

/** API, worker and mail sender in one process, on the given servers. */
export async function runInstallation(options: InstallationOptions): Promise<Installation> {
  const { stack, birth } = options;
  const { databaseUrls, temporal, secrets } = stack;
  const logger = options.logger ?? pino({ level: 'warn' });
  for (const url of [databaseUrls.api, databaseUrls.worker, databaseUrls.public]) await assertSafeRoles(url);
  useLinkKey(secrets.hmacKey);
  useSealingKeys({ sealKey: secrets.sealKey, drawKey: secrets.drawKey });
  await beBorn(databaseUrls.owner, birth);

  const api = createDatabase({ url: databaseUrls.api, poolSize: API_POOL });
  const worker = createDatabase({ url: databaseUrls.worker, poolSize: WORKER_POOL });
  const sessionPool = new Pool({ connectionString: databaseUrls.api, max: 5 });
  const connection = await Connection.connect(temporal.connectionOptions);
  const { address, tls, apiKey } = temporal.connectionOptions;
  const native = await NativeConnection.connect({
    address,
    tls,
    apiKey: typeof apiKey === 'function' ? apiKey() : apiKey,
  });
  const client = new Client({ connection, namespace: temporal.namespace });
  if (birth.mode === 'real') await ensureSchedules(client);

  const temporalWorker = await createWorker({
    connection: native,
    namespace: temporal.namespace,
    database: worker,
    client,
    auditKey: secrets.auditKey,
  });
  const working = temporalWorker.run();

  const origin = options.config?.origin ?? `http://127.0.0.1:${options.port}`;
  const { app, close: closeApi } = createApi({
    config: { ...apiConfig(stack), ...options.config, origin },
    database: api,
    sessionPool,
    temporal: client,
    clock: machineClock,
    machineClock,
    logger,
    checks: [],
  });
  const server = await listen(app, options.port);
  const arrived = new Set<string>();
  const plainSender = createSender({
    database: worker,
    transport: createTransport(stack.smtpUrl),
    renderer: createMailRenderer(projectPath('templates', 'mail')),
    clock: machineClock,
    from: 'dangyan@localhost',
    baseUrl: origin,
    // The term to reply runs from the arrival of an invitation.
    onSettled: async (tx, mailId, outcome) => {
      const projectId = outcome === 'accepted' ? await invitationArrived(tx, machineClock, mailId) : null;
      if (projectId) arrived.add(projectId);
    },
  });
  const sender: Sender = {
    async runOnce() {
      const report = await plainSender.runOnce();
      const projectIds = [...arrived];
      arrived.clear();
      if (projectIds.length === 0) return report;
      const parts = projectIds.map((projectId) => ({ projectId, workflow: 'panelFormation' }));
      const ids = await worker.transaction(async (tx) => workflowsOf(tx, parts, await processTime(tx, machineClock)));
      await wakeWorkflows(client, ids);
      return report;
    },
  };
  const loop = startSendingLoop({
    sender,
    databaseUrl: databaseUrls.worker,
    onError: (error) => logger.error(error, 'sending mail'),
  });

  async function stop() {
    await server.close();
    await closeApi();
    temporalWorker.shutdown();
    await working;
    await loop.stop();
    await Promise.all([api.close(), worker.close(), sessionPool.end(), connection.close()]);
    await native.close();
  }
  return { origin, worker, client, sender, stop };
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
