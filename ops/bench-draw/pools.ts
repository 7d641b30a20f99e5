import { readFileSync } from 'node:fs';
import { projectPath } from '../../activities/project-root';
import type { Constraints, Question } from '../../domain/draw/constraints';

/** The pools of the benchmark, one data file for both sides. */
export const POOLS_FILE = projectPath('ops', 'bench-draw', 'pools.json');

/** A pool and what is asked of it. */
export interface BenchPool {
  about: string;
  constraints: Constraints;
  people: readonly { tags: string[]; employer: string }[];
  /** The best lowest and highest chance, where counting tells them. */
  known?: { lowest: number; highest: number };
  /** What a prototype of this engine needed for a pool of this size, in seconds. */
  prototypeSeconds?: number;
}

export const readPools = (): Record<string, BenchPool> => JSON.parse(readFileSync(POOLS_FILE, 'utf8'));

/** A pool as the engine is asked about it. */
export const questionOf = ({ people, constraints }: BenchPool): Question => ({
  candidates: people.map((person, at) => ({ id: `p${at}`, ...person })),
  kept: [],
  constraints,
});
