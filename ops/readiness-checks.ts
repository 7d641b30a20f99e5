import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import type { ReadinessCheck } from '../api/deps';
import { TASK_QUEUE } from '../workflows/contract';

const MINUTE_MS = 60_000;

/** Mail that may leave leaves within seconds; a server that is away is tried again within this time. */
const MAIL_LATE_MS = 15 * MINUTE_MS;
/** The reconcile wakes what was forgotten once an hour; an alarm should never need it. */
const ALARM_LATE_MS = 10 * MINUTE_MS;
/** Roots are signed every hour. */
const ROOT_LATE_MS = 2 * 60 * MINUTE_MS;

/** As Temporal's protocol numbers it. */
const WORKFLOW_TASK_QUEUE = 1;
/** A worker that has nothing to do asks again once a minute. */
const POLL_LATE_S = 120;

export interface CheckedParts {
  /** As `dangyan_worker`, who sees every project. */
  database: Database;
  client: Client;
  worker: Pick<Worker, 'getState'>;
  clock: Clock;
}

const temporalAnswers = (client: Client): ReadinessCheck => ({
  name: 'temporal',
  async problem() {
    await client.workflowService.getSystemInfo({});
    return null;
  },
});

/** What an API needs whose workers are other processes. */
export function apiChecks(client: Client): ReadinessCheck[] {
  return [
    temporalAnswers(client),
    {
      name: 'worker',
      async problem() {
        const { pollers } = await client.workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: TASK_QUEUE },
          taskQueueType: WORKFLOW_TASK_QUEUE,
        });
        const since = Date.now() / 1_000 - POLL_LATE_S;
        const alive = pollers?.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) > since);
        return alive ? null : 'no worker asks for work';
      },
    },
  ];
}

/** What a worker needs to do its work, for `/readyz`. */
export function readinessChecks({ database, client, worker, clock }: CheckedParts): ReadinessCheck[] {
  const time = () => database.transaction((tx) => processTime(tx, clock));
  return [
    temporalAnswers(client),
    {
      name: 'worker',
      problem: async () => (worker.getState() === 'RUNNING' ? null : worker.getState().toLowerCase()),
    },
    {
      name: 'mail',
      async problem() {
        const { now } = await time();
        const due = { state: 'queued', notBefore: { lt: new Date(now.getTime() - MAIL_LATE_MS) } } as const;
        const waiting = await database.client.outboxMail.count({ where: { ...due, attempts: 0 } });
        return waiting === 0 ? null : `${waiting} mails are late`;
      },
    },
    {
      name: 'alarms',
      async problem() {
        const { now } = await time();
        const late = { nextAt: { lt: new Date(now.getTime() - ALARM_LATE_MS) } };
        const overdue = await database.client.clock.count({ where: late });
        return overdue === 0 ? null : `${overdue} alarms are overdue`;
      },
    },
    {
      name: 'audit-root',
      async problem() {
        const { now, practice } = await time();
        if (practice) return null;
        const newest = await database.client.auditRoot.findFirst({
          orderBy: { sequence: 'desc' },
          select: { at: true },
        });
        // None yet: the first is signed at the next full hour.
        const age = newest ? now.getTime() - newest.at.getTime() : 0;
        return age <= ROOT_LATE_MS ? null : `the last signed root is ${Math.round(age / MINUTE_MS)} minutes old`;
      },
    },
  ];
}
