import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunningProcess {
  pid: number;
  args: string[];
}

/** Every process of this machine that we may see, with its command line; zombies have none and are left out. */
function listProcesses(): RunningProcess[] {
  if (process.platform === 'linux') {
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').filter(Boolean);
        return args.length > 0 ? [{ pid: Number(name), args }] : [];
      } catch {
        return []; // it ended while we looked
      }
    });
  }
  const table = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return table.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && command ? [{ pid: Number(pid), args: command.split(' ') }] : [];
  });
}

/**
 * Processes whose command line has every one of `args` as a whole argument. A server is known by the files it was
 * started on, so one that outlived a killed parent is found without trusting a process id that may be reused.
 */
export function findProcesses(args: readonly string[]): RunningProcess[] {
  return listProcesses().filter((found) => found.pid !== process.pid && args.every((arg) => found.args.includes(arg)));
}

/** True while `pid` runs; a zombie, ended but not yet fetched by its parent, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Ends a process: `signal` first, SIGKILL after `graceMs`.
 *
 * @throws Error when it is still there 5 s after SIGKILL.
 */
export async function endProcess(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    [signal, graceMs],
    ['SIGKILL', 5_000],
  ];
  for (const [step, patience] of steps) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, step);
    } catch {
      return; // it ended between the two lines
    }
    for (const limit = Date.now() + patience; Date.now() < limit; ) {
      if (!isAlive(pid)) return;
      await sleep(20);
    }
  }
  throw new Error(`process ${pid} does not end`);
}

/** When a process started, as the system words it; empty when it is not there. With the process id it names one process. */
export function startMark(pid: number): string {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    // Fields after the name, which is in brackets and may hold spaces; the 20th of them is the start in clock ticks.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
