import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import type { TableRow } from '../../../domain/draw/table-lottery';
import { projectPath } from '../../project-root';
import type { Progress } from './leximin';
import type { Message } from './table-worker';

export interface SolveOptions {
  /** Ends the solve at once. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'draws', 'leximin', 'table-worker.js');

/**
 * Finds the fairest table in a thread of its own, which leaves nothing behind.
 *
 * @throws the signal's reason when it was aborted; what the thread died of
 */
export async function solveTable(
  problem: PanelProblem,
  { signal, onProgress }: SolveOptions = {},
): Promise<TableRow[]> {
  signal?.throwIfAborted();
  const thread = new Worker(WORKER, { workerData: problem });
  try {
    for await (const [message] of on(thread, 'message', { signal, close: ['exit'] }) as AsyncIterable<[Message]>) {
      if ('rows' in message) return message.rows;
      onProgress?.(message.progress);
    }
    throw new Error('The thread ended without a table');
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    await thread.terminate();
  }
}
