import type { Connection } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import type { ReadinessCheck } from '../api/deps';

const MINUTE_MS = 60_000;

/** Mail that may leave leaves within seconds; a server that is away is tried again within this time. */
const MAIL_LATE_MS = 15 * MINUTE_MS;
/** The reconcile wakes what was forgotten once an hour; an alarm should never need it. */
const ALARM_LATE_MS = 10 * MINUTE_MS;
/** Roots are signed every hour. */
const ROOT_LATE_MS = 2 * 60 * MINUTE_MS;

export interface CheckedParts {
  /** As `dangyan_worker`, who sees every project. */
  database: Database;
  connection: Connection;
  worker: Pick<Worker, 'getState'>;
  clock: Clock;
}

/** What an installation needs to do its work, for `/readyz`. */
export function readinessChecks({ database, connection, worker, clock }: CheckedParts): ReadinessCheck[] {
  const time = () => database.transaction((tx) => processTime(tx, clock));
  return [
    {
      name: 'temporal',
      async problem() {
        await connection.workflowService.getSystemInfo({});
        return null;
      },
    },
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
