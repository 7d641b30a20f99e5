import { Connection } from '@temporalio/client';
import { choosePort, isListening } from './free-port';
import { endProcess } from './processes';
import { SEARCH_ATTRIBUTES } from './search-attributes';
import { endLeftovers, startServerProcess } from './server-process';

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
  /** Settings of the server beside the defaults, by name, as its dynamic configuration has them. */
  settings?: Readonly<Record<string, number | boolean>>;
  say?: (line: string) => void;
}

const SETTINGS = {
  // A workflow whose task fails so often is listed as one with problems; see ops/readiness-checks.ts.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 3,
};

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
  if (databaseFile) await endLeftovers('Temporal', ['--db-filename', databaseFile], 'SIGINT', say);
  const port = await choosePort('Temporal', options.port, say);
  const uiPort = options.uiPort === undefined ? undefined : await choosePort('Temporal UI', options.uiPort, say);
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
      '--dynamic-config-value',
      `${name}=${value}`,
    ]),
    // Without these two an interaction took 37 ms instead of 14 ms.
    ...(databaseFile ? ['--db-filename', databaseFile] : []),
    ...(databaseFile ? ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'] : []),
  ];
  const address = `127.0.0.1:${port}`;
  const pid = await startServerProcess({
    what: 'Temporal',
    command: [binary, ...args],
    logFile,
    isReady: () => answers(address, port),
    readyWithinMs: 60_000,
  });
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
