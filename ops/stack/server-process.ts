import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, findProcesses } from './processes';

const MAX_LOG_BYTES = 10 * 1024 * 1024;

export interface ServerProcessOptions {
  /** What it is called in messages. */
  what: string;
  command: readonly string[];
  logFile: string;
  /** Asked again and again until it says true. What it throws is final. */
  isReady(): Promise<boolean>;
  readyWithinMs: number;
  env?: NodeJS.ProcessEnv;
  spawnAs?: { uid?: number; gid?: number };
}

/** A server ended, or did not get ready in time; `log` is what it had to say. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
  constructor(
    what: string,
    readonly log: string,
  ) {
    super(`${what} did not start:\n${log.slice(-2_000)}`);
  }
}

/**
 * Starts a server in the background, with its output in a log file, and waits until it is ready.
 *
 * @returns its process id.
 * @throws ServerStartError; nothing is left running then.
 */
export async function startServerProcess(options: ServerProcessOptions): Promise<number> {
  const { what, command, logFile, isReady, readyWithinMs, env, spawnAs } = options;
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const [program = '', ...args] = command;
  // Detached: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
  const child = spawn(program, args, { ...spawnAs, cwd: '/', detached: true, stdio: ['ignore', log, log], env });
  closeSync(log);
  child.unref();
  let failure: Error | undefined;
  let ended = false;
  child.once('error', (error) => {
    failure = error;
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  try {
    for (const limit = Date.now() + readyWithinMs; !(await isReady()); await sleep(25)) {
      if (!ended && Date.now() < limit) continue;
      const words = readFileSync(logFile).subarray(logStart).toString().trim();
      throw new ServerStartError(
        what,
        failure?.message ?? (words || (ended ? 'it ended without a word' : 'it never answered')),
      );
    }
    return child.pid ?? 0;
  } catch (error) {
    if (child.pid) await endProcess(child.pid, 'SIGKILL', 0);
    throw error;
  }
}

/** Ends servers that a killed predecessor left behind; they are known by the files they were started on. */
export async function endLeftovers(
  what: string,
  args: readonly string[],
  signal: NodeJS.Signals,
  say: (line: string) => void,
): Promise<void> {
  for (const { pid } of findProcesses(args)) {
    say(`${what}: ending a server that an earlier run left behind (process ${pid})`);
    await endProcess(pid, signal, 20_000);
  }
}
