import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseUrls } from '../../ops/migrate/roles';
import { projectPath } from '../../ops/project-root';
import { track } from './open-resources';

/** What `stack up` prints when it is ready. */
export interface StackAddresses {
  databaseUrls: DatabaseUrls;
  temporal: { address: string; namespace: string };
  smtpUrl: string;
  inboxUrl: string;
}

/** The local stack as its users start it: a process of its own. */
export interface StackProcess {
  child: ChildProcess;
  /** All it has printed so far. */
  output(): string;
  /** Throws what it has printed when it ended before it was ready. */
  addresses(): StackAddresses;
  /** Sends a signal, to its whole group as a terminal does for Ctrl-C when `group`, and waits for its end. */
  end(signal: NodeJS.Signals, group?: boolean): Promise<number | null>;
}

/** Compiles what `stackUp` starts; type errors in unfinished code don't matter here. */
export function buildStack(): void {
  execFileSync(process.execPath, [projectPath('ops/build.mjs'), '--only=client,code', '--keep-going'], {
    stdio: 'ignore',
  });
}

/** A schema of two tables: the stack is tested apart from the product's own. */
export const SMALL_SCHEMA = projectPath('tests/fixtures/migrate/prisma');

/** Starts the stack on `folder` and waits until it is ready or has ended. */
export async function stackUp(folder: string): Promise<StackProcess> {
  const args = ['up', '--any-port', '--data', folder, '--schema', SMALL_SCHEMA];
  const child = spawn(process.execPath, [projectPath('dist/ops/stack/cli.js'), ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const noteEnd = track(`stack on ${folder}`, async () => {
    child.kill('SIGKILL');
  });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('\nready;')) resolve();
      });
    }
  });
  await Promise.race([ready, exit]);
  const json = /^\{$[\s\S]*^\}$/m.exec(output)?.[0];
  if (!json) await noteEnd();
  return {
    child,
    output: () => output,
    addresses() {
      if (!json) throw new Error(`the stack did not come up:\n${output}`);
      return JSON.parse(json);
    },
    async end(signal, group = false) {
      if (child.exitCode === null) process.kill(group ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
      await exit;
      await noteEnd();
      return child.exitCode;
    },
  };
}

/** Processes of any kind that name `folder` on their command line: nothing of a stopped stack may be among them. */
export function processesOn(folder: string): { pid: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return /^\d+$/.test(name) && command.includes(folder) ? [{ pid: Number(name), command }] : [];
    } catch {
      return [];
    }
  });
}
