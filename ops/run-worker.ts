import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { processTime } from '../activities/clock';
import { assertSafeRoles } from '../activities/database/assert-safe-roles';
import { createDatabase, type Database } from '../activities/database/database';
import { startListeningLoop } from '../activities/database/listening-loop';
import { setPapersDue } from '../activities/papers/set-papers-due';
import type { ReadinessCheck } from '../api/deps';
import { checkMailServer } from './check-mail-server';
import { connectClient, connectNative } from './connect-temporal';
import { createWorker } from './create-worker';
import type { Ends } from './ends';
import { createInstallationSender } from './installation-sender';
import { machineClock } from './machine-clock';
import { readinessChecks } from './readiness-checks';
import { ensureSchedules } from './schedules';
import type { Settings } from './settings';
import type { Secrets } from './stack/secrets';
import type { TemporalAddress } from './stack/temporal-address';

export interface WorkerOptions {
  /** As `dangyan_worker`. */
  databaseUrl: string;
  temporal: TemporalAddress;
  smtpUrl: string;
  /** Where people reach the pages that mails link to. */
  origin: string;
  secrets: Pick<Secrets, 'auditKey'>;
  settings: Pick<Settings, 'activities' | 'mailFrom'>;
  logger: Logger;
  say: (line: string) => void;
}

export interface RunningWorker {
  database: Database;
  client: Client;
  checks: readonly ReadinessCheck[];
}

/** Each activity holds a connection; the sender, its deliveries, the press and the readiness checks need some besides. */
const SPARE_CONNECTIONS = 10;

// A process stops in one order, which is not the worker's alone to begin.
Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });

/**
 * Worker, mail sender and press. Any number of them may run side by side.
 *
 * @param ends gets what ends each part, in the order in which they started
 */
export async function runWorker(options: WorkerOptions, ends: Ends): Promise<RunningWorker> {
  const { databaseUrl, temporal, smtpUrl, origin, secrets, settings, logger, say } = options;
  await assertSafeRoles(databaseUrl);
  const database = createDatabase({ url: databaseUrl, poolSize: settings.activities + SPARE_CONNECTIONS });
  ends.add(() => database.close());
  const client = await connectClient(temporal);
  ends.add(() => client.connection.close());
  const { practice } = await database.transaction((tx) => processTime(tx, machineClock));
  if (!practice) await ensureSchedules(client);

  await checkMailServer(smtpUrl, say);
  const sender = createInstallationSender({
    database,
    client,
    clock: machineClock,
    smtpUrl,
    from: settings.mailFrom,
    origin,
  });
  const sending = startListeningLoop({
    channel: 'outbox',
    work: sender.runOnce,
    databaseUrl,
    onError: (error) => logger.error(error, 'sending mail'),
  });
  ends.add(() => sending.stop().then(() => sender.close()));
  const press = startListeningLoop({
    channel: 'papers',
    work: () => setPapersDue(database, machineClock, origin),
    databaseUrl,
    onError: (error) => logger.error(error, 'setting papers'),
  });
  ends.add(() => press.stop());

  const native = await connectNative(temporal);
  ends.add(() => native.close());
  const worker = await createWorker({
    connection: native,
    namespace: temporal.namespace,
    database,
    client,
    auditKey: secrets.auditKey,
    sender,
    activitiesAtOnce: settings.activities,
  });
  const working = worker.run();
  ends.add(() => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    return working;
  });
  const checks = readinessChecks({ database, client, worker, clock: machineClock });
  return { database, client, checks };
}
