import { readdirSync, readFileSync } from 'node:fs';
import { leftovers, type startTestCluster } from './test-cluster';

/** Stops the run's Postgres, and fails the run when tests left databases, sessions or processes behind. */
export default async function globalTeardown(): Promise<void> {
  const { testRun } = globalThis as unknown as { testRun: Awaited<ReturnType<typeof startTestCluster>> };
  const left = await leftovers(testRun.server.adminUrl);
  await testRun.remove();
  left.push(...markedProcesses(`DANGYAN_TEST_RUN=${process.env.DANGYAN_TEST_RUN}`));
  if (left.length > 0) throw new Error(`the tests left behind:\n${left.join('\n')}`);
}

/** Processes whose environment holds `mark`; only Linux shows it. Jest's own workers may still be ending. */
function markedProcesses(mark: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const marked = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
      return marked && command && !command.includes('jest-worker') ? [`process ${pid}: ${command.slice(0, 200)}`] : [];
    } catch {
      return []; // it ended while we looked
    }
  });
}
