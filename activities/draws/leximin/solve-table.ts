import { on } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import type { TableRow } from '../../../domain/draw/table-lottery';
import { projectPath } from '../../project-root';
import type { Progress } from './leximin';
import type { CompiledSolver, Message, Order } from './table-worker';

export interface SolveOptions {
  /** Ends the solve at once. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** Compiled, as a thread does not start from TypeScript. */
const WORKER = projectPath('dist', 'activities', 'draws', 'leximin', 'table-worker.js');

/** Part of the engine, which TypeScript knows of browsers only. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<CompiledSolver> };

let compiled: Promise<CompiledSolver> | undefined;

/** HiGHS, compiled once a process: threads share it with the machine code that V8 makes better while they run. */
function solverModule(): Promise<CompiledSolver> {
  compiled ??= readFile(require.resolve('highs/runtime')).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}

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
  const order: Order = { problem, solver: await solverModule() };
  const thread = new Worker(WORKER, { workerData: order });
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
