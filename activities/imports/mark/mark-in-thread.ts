import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';
import { projectPath } from '../../project-root';
import type { MarkOrder } from './mark-worker';

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'imports', 'mark', 'mark-worker.js');
const LONGEST_MS = 120_000;
/** A whole workbook of 50,000 rows is held at once. */
const LIMITS = { maxOldGenerationSizeMb: 1_024 };

/** `markCopy` in a thread of its own. @throws Refusal FILE_TYPE_NOT_ALLOWED when its memory or time is at its end */
export async function markInThread(order: MarkOrder): Promise<Uint8Array> {
  const thread = new Worker(WORKER, { workerData: order, resourceLimits: LIMITS });
  try {
    const [copy] = await once(thread, 'message', { signal: AbortSignal.timeout(LONGEST_MS) });
    return copy as Uint8Array;
  } catch {
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: expected('ordinary_spreadsheet') });
  } finally {
    await thread.terminate();
  }
}
