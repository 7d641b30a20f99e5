import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import { fairestTable } from './fairest-table';
import type { Progress } from './leximin';

/** What the thread is given. */
export interface Order {
  problem: PanelProblem;
  solver: CompiledSolver;
}

/** HiGHS as a `WebAssembly.Module`. */
export type CompiledSolver = object;

/** What the thread says: how far it is, then the table. */
export type Message = { progress: Progress } | { rows: ReturnType<typeof fairestTable> };

const say = (message: Message): void => parentPort!.postMessage(message);

async function solve({ problem, solver }: Order): Promise<void> {
  const highs = await loadHighs({ wasmModule: solver });
  const rows = fairestTable(highs, problem, (progress) => say({ progress }));
  say({ rows });
}

// What it throws ends the thread and reaches who waits for it.
void solve(workerData as Order);
