import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import type { ReadinessCheck } from '../api/deps';
import { TASK_QUEUE } from '../workflows/contract';

const MINUTE_S = 60;

/** Mail that may leave leaves within seconds; a server that is away is tried again within this time. */
const MAIL_LATE_S = 15 * MINUTE_S;
/** The reconcile wakes what was forgotten once an hour; an alarm should never need it. */
const ALARM_LATE_S = 10 * MINUTE_S;
/** Roots are signed every hour. */
const ROOT_LATE_S = 2 * 60 * MINUTE_S;

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

/** Kept by the server of each workflow whose tasks fail one after the other, as often as its settings say. */
const STALLED =
  "ExecutionStatus = 'Running' AND TemporalReportedProblems IN ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')";
const INVALID_ARGUMENT = 3;

/**
 * Workflows that can't go on: their code throws, or no longer fits what they did before, so that Temporal hands them the same
 * task again and again. Their projects stand still until the code is mended. 0 on a server too old to know.
 */
async function stalledWorkflows(client: Client): Promise<number> {
  try {
    return (await client.workflow.count(STALLED)).count;
  } catch (error) {
    const cause = error instanceof ServiceError ? error.cause : error;
    if (isGrpcServiceError(cause) && cause.code === INVALID_ARGUMENT) return 0;
    throw error;
  }
}

const workflowsGoOn = (client: Client): ReadinessCheck => ({
  name: 'workflows',
  measure: {
    name: 'dangyan_workflows_stalled',
    help: 'Workflows whose tasks fail again and again',
    read: () => stalledWorkflows(client),
  },
  async problem() {
    const stalled = await stalledWorkflows(client);
    return stalled === 0 ? null : `${stalled} workflows can't go on: their tasks fail again and again`;
  },
});

/** What an API needs whose workers are other processes. */
export function apiChecks(client: Client): ReadinessCheck[] {
  return [
    temporalAnswers(client),
    workflowsGoOn(client),
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
  const { client: rows } = database;
  /** Seconds since an instant of the installation's time; 0 for one that lies ahead, or for none. */
  const since = async (read: (now: Date) => Promise<Date | null>) => {
    const { now } = await database.transaction((tx) => processTime(tx, clock));
    const at = await read(now);
    return at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000);
  };
  return [
    temporalAnswers(client),
    workflowsGoOn(client),
    {
      name: 'worker',
      problem: async () => (worker.getState() === 'RUNNING' ? null : worker.getState().toLowerCase()),
    },
    measured({
      name: 'mail',
      gauge: 'dangyan_mail_oldest_unsent_seconds',
      help: 'How long the oldest mail that may leave has not been tried',
      limit: MAIL_LATE_S,
      words: (minutes) => `the oldest unsent mail is ${minutes} minutes late`,
      read: () =>
        since(async (now) => {
          const where = { state: 'queued', attempts: 0, notBefore: { lt: now } } as const;
          return (await rows.outboxMail.aggregate({ where, _min: { notBefore: true } }))._min.notBefore;
        }),
    }),
    measured({
      name: 'alarms',
      gauge: 'dangyan_alarm_oldest_overdue_seconds',
      help: 'How long the oldest alarm of a clock is overdue',
      limit: ALARM_LATE_S,
      words: (minutes) => `the oldest alarm is ${minutes} minutes overdue`,
      read: () => since(async () => (await rows.clock.aggregate({ _min: { nextAt: true } }))._min.nextAt),
    }),
    measured({
      name: 'audit-root',
      gauge: 'dangyan_audit_root_age_seconds',
      help: 'Age of the last signed root of the audit log; in practice, whose time jumps, always 0',
      limit: ROOT_LATE_S,
      words: (minutes) => `the last signed root is ${minutes} minutes old`,
      async read() {
        const { practice } = await database.transaction((tx) => processTime(tx, clock));
        // None yet: the first is signed at the next full hour.
        return practice ? 0 : since(async () => (await rows.auditRoot.aggregate({ _max: { at: true } }))._max.at);
      },
    }),
  ];
}

interface Measured {
  name: string;
  gauge: string;
  help: string;
  /** In seconds, as what is read. */
  limit: number;
  words(minutes: number): string;
  read(): Promise<number>;
}

/** A check of something that is measured too: what is too much is a problem. */
function measured({ name, gauge, help, limit, words, read }: Measured): ReadinessCheck {
  return {
    name,
    measure: { name: gauge, help, read },
    async problem() {
      const seconds = await read();
      return seconds <= limit ? null : words(Math.round(seconds / MINUTE_S));
    },
  };
}
