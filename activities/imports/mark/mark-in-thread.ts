import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../domain/errors';
import { projectPath } from '../../project-root';
import type { MarkOrder } from './mark-worker';

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'imports', 'mark', 'mark-worker.js');
const LONGEST_MS = 120_000;
/** A whole workbook of 50,000 rows is held at once. */
const LIMITS = { maxOldGenerationSizeMb: 1_024 };

/** `markCopy` in a thread of its own. @throws Refusal FILE_TOO_LONG when its memory or time is at its end */
export async function markInThread(order: MarkOrder): Promise<Uint8Array> {
  const thread = new Worker(WORKER, { workerData: order, resourceLimits: LIMITS });
  try {
    const [copy] = await once(thread, 'message', { signal: AbortSignal.timeout(LONGEST_MS) });
    return copy as Uint8Array;
  } catch {
    throw new Refusal('FILE_TOO_LONG', { field: 'file', allowed: 'a file of ordinary size' });
  } finally {
    await thread.terminate();
  }
}
