import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';
import { POOLS_FILE } from './pools';

export interface Cost {
  seconds: number;
  /** Processor time of all its threads. */
  cpuSeconds: number;
}

/** What either side says of one pool. */
export interface Figures extends Cost {
  /** Memory of its process at the most. */
  peakMb: number;
  /** Of each person, before any rounding; the order means nothing. */
  chances: number[];
}

export interface OwnFigures extends Figures {
  /** The first solve of a process, the compiling of the solver with it. */
  first: Cost;
  types: number;
  rows: number;
  /** The chances by the table of whole weights that is drawn from. */
  rounded: number[];
}

/** Why there are no figures. */
export interface Failed {
  failed: string;
}

/** What `sortition-algorithms` maximises. */
export const ALGORITHMS = ['maximin', 'leximin'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const runOwn = (name: string, limit: number): Promise<OwnFigures | Failed> =>
  run<OwnFigures>([process.execPath, join(__dirname, 'own-side.js'), name], limit);

/** @param python of the environment that has sortition-algorithms */
export const runSortition = (python: string, name: string, algorithm: Algorithm, limit: number) =>
  run<Figures>([python, projectPath('ops', 'bench-draw', 'sortition.py'), POOLS_FILE, name, algorithm], limit);

/** Runs a process whose last line is the answer as JSON; after `limit` seconds it is ended. */
function run<T extends Figures>([command, ...args]: string[], limit: number): Promise<T | Failed> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, { timeout: limit * 1000, killSignal: 'SIGKILL' });
    let out = '';
    let complaint = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.on('error', (error) => resolve({ failed: error.message }));
    child.on('close', (status, signal) => {
      if (status === 0) resolve(JSON.parse(out.trimEnd().split('\n').at(-1)!) as T);
      else resolve({ failed: signal ? `not within ${limit} s` : (complaint.trimEnd().split('\n').at(-1) ?? '') });
    });
  });
}
