import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/create-activities';
import type { Database } from '../activities/database/database';
import type { Sender } from '../activities/mail/sender';
import { projectRoot } from '../activities/project-root';
import { TASK_QUEUE } from '../workflows/contract';

export interface WorkerDeps {
  connection: NativeConnection;
  namespace: string;
  /** As `dangyan_worker`. */
  database: Database;
  client: Client;
  auditKey: KeyObject;
  sender: Sender;
  /** Each holds one connection, so the pool must be at least as large. */
  activitiesAtOnce: number;
}

/** A worker for workflows and activities. Any number may run side by side. */
export async function createWorker({
  connection,
  namespace,
  database,
  client,
  auditKey,
  sender,
  activitiesAtOnce,
}: WorkerDeps): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    activities: createActivities({ database, client, auditKey, sender }),
    ...workflowCode(),
    maxConcurrentActivityTaskExecutions: activitiesAtOnce,
    maxCachedWorkflows: 500,
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}

/** The bundle that the build made; in a checkout without one the sources themselves. */
function workflowCode(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const codePath = join(projectRoot(), 'dist', 'workflows.bundle.js');
  if (existsSync(codePath)) return { workflowBundle: { codePath } };
  return { workflowsPath: join(projectRoot(), 'workflows', 'index.ts') };
}
