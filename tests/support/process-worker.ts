import { generateKeyPairSync } from 'node:crypto';
import type { Clock } from '../../activities/clock';
import { createActivities } from '../../activities/create-activities';
import type { Database } from '../../activities/database/database';
import type { Sender } from '../../activities/mail/sender';
import { createInstallationSender, type InstallationSender } from '../../ops/installation-sender';
import { TASK_QUEUE } from '../../workflows/contract';
import type { TestTemporal } from './temporal';

export interface ProcessWorkerOptions {
  /** As `dangyan_worker`. */
  database: Database;
  activitiesAtOnce: number;
  /** Sends when practice time moves; where none is given nobody listens to what is sent. */
  sender?: Sender;
  clock?: Clock;
}

/** A worker of the product on a test's own Temporal. */
export function startProcessWorker(temporal: TestTemporal, options: ProcessWorkerOptions) {
  const { database, activitiesAtOnce, clock } = options;
  const { client } = temporal.env;
  const { privateKey: auditKey } = generateKeyPairSync('ed25519');
  const sender = options.sender ?? testSender(temporal, { database, smtpUrl: NOBODY_LISTENS });
  return temporal.startWorker({
    taskQueue: TASK_QUEUE,
    activities: createActivities({ database, client, auditKey, sender, clock }),
    maxConcurrentActivityTaskExecutions: activitiesAtOnce,
  });
}

const NOBODY_LISTENS = 'smtp://127.0.0.1:1';

const MACHINE: Clock = { now: () => new Date() };

/** A sender as an installation has it; it sends when it is asked to. */
export function testSender(
  { env: { client } }: TestTemporal,
  { database, smtpUrl, clock = MACHINE }: { database: Database; smtpUrl: string; clock?: Clock },
): InstallationSender {
  const addresses = { smtpUrl, from: 'dangyan@example.cn', origin: 'https://dangyan.test' };
  return createInstallationSender({ database, client, clock, ...addresses });
}
