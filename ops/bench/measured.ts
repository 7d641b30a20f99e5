import type { Client } from '@temporalio/client';

/** One side's figures. */
export interface Measured {
  projects: number;
  /** Lives that came to their end. */
  finished: number;
  lifeSeconds: number;
  /** Processor time of this process: API, worker, sender and clients. */
  cpuSeconds: number;
  eventsPerProject: { median: number; max: number };
  voteMs: { count: number; p50: number; p95: number };
}

/** Runs work and says how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; cpuSeconds: number }> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** The value below which this share of them lies; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const votes = (times: readonly number[]): Measured['voteMs'] => ({
  count: times.length,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
});

/** Temporal events by project, of its workflow, the children of this, and every run: ids are `prefix/code/…`. */
export async function eventsPerProject(
  client: Client,
  prefix: string,
  codes: readonly string[],
): Promise<Measured['eventsPerProject']> {
  const events = new Map(codes.map((code) => [code, 0]));
  for await (const { workflowId, historyLength } of client.workflow.list()) {
    const [start, code] = workflowId.split('/');
    const known = start === prefix ? events.get(code ?? '') : undefined;
    if (known !== undefined) events.set(code!, known + historyLength);
  }
  const all = [...events.values()];
  return { median: percentile(all, 0.5), max: Math.max(...all) };
}
