import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createDatabase } from '../../activities/database/database';
import { connectClient } from '../connect-temporal';
import type { Ends } from '../ends';
import { apiChecks } from '../readiness-checks';
import type { RunningWorker, WorkerOptions } from '../run-worker';
import { endProcess } from '../stack/processes';

const CONNECTIONS = 3;
const GRACE_MS = 30_000;

/**
 * The same as `runWorker` in a process of its own, which has a processor of its own.
 *
 * @param dataFolder of the installation
 * @throws Error when it does not come up; one that ends later ends us too
 */
export async function runWorkerProcess(
  dataFolder: string,
  { databaseUrl, temporal, smtpUrl, origin }: WorkerOptions,
  ends: Ends,
): Promise<RunningWorker> {
  const database = createDatabase({ url: databaseUrl, poolSize: CONNECTIONS });
  ends.add(() => database.close());
  const client = await connectClient(temporal);
  ends.add(() => client.connection.close());
  // Detached: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
  const child = fork(join(__dirname, 'worker-process.js'), [dataFolder, smtpUrl, origin], { detached: true });
  let stopping = false;
  ends.add(() => {
    stopping = true;
    return endProcess(child.pid!, 'SIGTERM', GRACE_MS);
  });
  const ready = once(child, 'message').then(() => true);
  if (!(await Promise.race([ready, once(child, 'exit').then(() => false)])))
    throw new Error('The worker did not start');
  child.once('exit', () => {
    if (!stopping) throw new Error('The worker ended: see above');
  });
  return { database, client, checks: apiChecks(client) };
}
