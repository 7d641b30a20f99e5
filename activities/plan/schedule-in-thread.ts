import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Schedule } from '../../domain/plan/schedule/schedule-problem';
import { projectPath } from '../project-root';
import type { ScheduleOrder } from './schedule-worker';

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'plan', 'schedule-worker.js');

/**
 * `planSchedule` in a thread of its own: a year of a hundred meetings takes some tenths of a second, in which the process would
 * answer nobody else.
 *
 * @throws what the thread died of
 */
export async function scheduleInThread(...order: ScheduleOrder): Promise<Schedule> {
  const thread = new Worker(WORKER, { workerData: order });
  try {
    const [schedule] = await once(thread, 'message');
    return schedule as Schedule;
  } finally {
    await thread.terminate();
  }
}
