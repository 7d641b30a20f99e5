import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '../../activities/project-root';
import type { DatabaseUrls } from '../../ops/migrate/roles';
import { type Program, startProgram } from './program';

/** What `stack up` prints when it is ready. */
export interface StackAddresses {
  databaseUrls: DatabaseUrls;
  temporal: { address: string; namespace: string };
  smtpUrl: string;
  inboxUrl: string;
}

/** The local stack as its users start it: a process of its own. */
export interface StackProcess extends Program {
  /** Throws what it has printed when it ended before it was ready. */
  addresses(): StackAddresses;
}

/** A schema of two tables: the stack is tested apart from the product's own. */
export const SMALL_SCHEMA = projectPath('tests/fixtures/migrate/prisma');

/** Starts the stack on `folder` and waits until it is ready or has ended. */
export async function stackUp(folder: string): Promise<StackProcess> {
  const args = ['up', '--any-port', '--data', folder, '--schema', SMALL_SCHEMA];
  const command = [process.execPath, projectPath('dist/ops/stack/cli.js'), ...args];
  const program = await startProgram({ command, readyWhen: /\nready;/ });
  const json = /^\{$[\s\S]*^\}$/m.exec(program.output())?.[0];
  return {
    ...program,
    addresses() {
      if (!json) throw new Error(`the stack did not come up:\n${program.output()}`);
      return JSON.parse(json);
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
