import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { choosePort, isListening } from './free-port';
import { endProcess, findProcesses } from './processes';

/** Search attributes of every workflow; set at start, never personal. */
export const SEARCH_ATTRIBUTES = { Stage: 'Keyword', Jurisdiction: 'Keyword' } as const;

export interface TemporalServerOptions {
  /** The Temporal CLI (temporal-binary.ts). */
  binary: string;
  /** Where it keeps its state; without it nothing outlives the process. */
  databaseFile?: string;
  logFile: string;
  /** Wanted ports; another is taken when one is busy. 0: any. */
  port: number;
  /** Temporal's own web pages; off unless given. */
  uiPort?: number;
  say?: (line: string) => void;
}

export interface TemporalServer {
  address: string;
  port: number;
  namespace: string;
  uiUrl?: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts Temporal's development server. A server that an earlier run left on the same database file is ended first.
 *
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { binary, databaseFile, logFile, say = () => {} } = options;
  if (databaseFile) await endLeftover(databaseFile, say);
  const port = await choosePort('Temporal', options.port, say);
  const uiPort = options.uiPort === undefined ? undefined : await choosePort('Temporal UI', options.uiPort, say);
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    // Without these two an interaction took 37 ms instead of 14 ms.
    ...(databaseFile ? ['--db-filename', databaseFile] : []),
    ...(databaseFile ? ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'] : []),
  ];
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  // Detached: Ctrl-C in the terminal reaches us alone, and we stop the parts in order.
  const child = spawn(binary, args, { detached: true, stdio: ['ignore', log, log], cwd: '/' });
  closeSync(log);
  child.unref();
  let ended = false;
  for (const event of ['exit', 'error']) {
    child.once(event, () => {
      ended = true;
    });
  }
  const address = `127.0.0.1:${port}`;
  for (const limit = Date.now() + 60_000; !(await answers(address, port)); await sleep(50)) {
    if (!ended && Date.now() < limit) continue;
    if (child.pid) await endProcess(child.pid, 'SIGKILL', 0);
    throw new Error(
      `Temporal did not start:\n${readFileSync(logFile).subarray(logStart).toString().trim().slice(-2_000)}`,
    );
  }
  const pid = child.pid ?? 0;
  return {
    address,
    port,
    namespace: 'default',
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    pid,
    // With nothing on disk there is nothing to end well.
    stop: () => endProcess(pid, databaseFile ? 'SIGINT' : 'SIGKILL', 10_000),
  };
}

/** True once the namespace is there too: the server listens a moment before it has made it. */
async function answers(address: string, port: number): Promise<boolean> {
  // A gRPC client that finds no listener waits a second before it looks again.
  if (!(await isListening(port))) return false;
  try {
    const connection = await Connection.connect({ address, connectTimeout: 2_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

async function endLeftover(databaseFile: string, say: (line: string) => void): Promise<void> {
  for (const { pid } of findProcesses(['--db-filename', databaseFile])) {
    say(`Temporal: ending a server that an earlier run left behind (process ${pid})`);
    await endProcess(pid, 'SIGINT', 10_000);
  }
}
