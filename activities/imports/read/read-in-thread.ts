import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import { projectPath } from '../../project-root';
import type { FileReading } from './read-file';
import type { ReadMessage, ReadOrder } from './read-worker';

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'imports', 'read', 'read-worker.js');

/** A file that asks for more is made to. */
const LONGEST_MS = 60_000;
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 6 };

/**
 * Reads a spreadsheet in a thread of its own, which ends with it: what a file holds can neither stop nor swell the process.
 *
 * @throws Refusal as `readFile`; FILE_TYPE_NOT_ALLOWED when the thread's memory or time is at its end
 */
export async function readInThread(order: ReadOrder): Promise<{ reading: FileReading; records: Located<unknown>[] }> {
  const thread = new Worker(WORKER, { workerData: order, resourceLimits: LIMITS });
  const records: Located<unknown>[] = [];
  try {
    const signal = AbortSignal.timeout(LONGEST_MS);
    for await (const [message] of on(thread, 'message', { signal, close: ['exit'] }) as AsyncIterable<[ReadMessage]>) {
      if ('refusal' in message) throw new Refusal(message.refusal.code, message.refusal.details);
      if ('reading' in message) return { reading: message.reading, records };
      for (const record of message.records) records.push(record);
    }
    throw new Error('The thread ended before the file did');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: expected('ordinary_spreadsheet') });
  } finally {
    await thread.terminate();
  }
}
