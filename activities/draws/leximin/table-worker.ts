import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import { fairestTable } from './fairest-table';
import type { Progress } from './leximin';

/** What the thread says: how far it is, then the table. */
export type Message = { progress: Progress } | { rows: ReturnType<typeof fairestTable> };

const say = (message: Message): void => parentPort!.postMessage(message);

async function solve(problem: PanelProblem): Promise<void> {
  const highs = await loadHighs();
  const rows = fairestTable(highs, problem, (progress) => say({ progress }));
  say({ rows });
}

// What it throws ends the thread and reaches who waits for it.
void solve(workerData as PanelProblem);
