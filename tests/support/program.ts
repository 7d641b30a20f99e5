import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '../../activities/project-root';
import { track } from './open-resources';

/** A program of ours as its users start it: a process of its own, with all it prints. */
export interface Program {
  child: ChildProcess;
  /** All it has printed so far. */
  output(): string;
  /** Whether it said it was ready; without that it has ended. */
  ready: boolean;
  /** Sends a signal, to its whole group as a terminal does for Ctrl-C when `group`, and waits for its end. */
  end(signal: NodeJS.Signals, group?: boolean): Promise<number | null>;
}

export interface ProgramOptions {
  command: readonly string[];
  /** What it prints when it is ready. */
  readyWhen: RegExp;
  env?: NodeJS.ProcessEnv;
}

/** Compiles what tests start as processes; type errors in unfinished code don't matter here. */
export function buildPrograms(): void {
  execFileSync(process.execPath, [projectPath('ops/build.mjs'), '--keep-going'], { stdio: 'ignore' });
}

/** Starts it, and waits until it is ready or has ended. The file fails when it is still running at its end. */
export async function startProgram({ command, readyWhen, env = process.env }: ProgramOptions): Promise<Program> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env, cwd: projectPath() });
  const exit = once(child, 'exit');
  const noteEnd = track(command.join(' '), async () => {
    child.kill('SIGKILL');
  });
  let output = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (readyWhen.test(output)) resolve();
      });
    }
  });
  await Promise.race([ready, exit]);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  if (hasEnded()) await noteEnd();
  return {
    child,
    output: () => output,
    ready: readyWhen.test(output),
    async end(signal, group = false) {
      if (!hasEnded()) process.kill(group ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
      await exit;
      await noteEnd();
      return child.exitCode;
    },
  };
}
