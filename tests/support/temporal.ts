import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IllegalStateError } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { projectPath } from '../../activities/project-root';
import { addSearchAttributes } from '../../ops/stack/search-attributes';
import { findTemporalBinary } from '../../ops/stack/temporal-binary';
import { startTemporalServer } from '../../ops/stack/temporal-server';
import { TEMPORAL_CLI, TEMPORAL_TEST_SERVER } from '../../ops/stack/temporal-wheels';
import { track } from './open-resources';

installRuntime();

/** Temporal's runtime belongs to the process, which may still have that of the file before. */
function installRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('WARN'),
      telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
    });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}

/** A worker of a test; the file fails when it is still running at its end. */
export interface TestWorker {
  worker: Worker;
  /** Shuts down, waits, and throws what the worker died of, if it did. */
  stop(): Promise<void>;
}

/** A Temporal server of its own for one test file. */
export interface TestTemporal {
  /** `env.client`, `env.nativeConnection`, and with time skipping `env.sleep()` and `env.currentTimeMs()`. */
  env: TestWorkflowEnvironment;
  address: string;
  namespace: string;
  /**
   * Starts a worker on the workflow bundle that the run has built.
   *
   * @param options task queue, activities, and anything else that the defaults do not suit; `workflowsPath` bundles other workflows.
   */
  startWorker(options: Partial<WorkerOptions> & { taskQueue: string }): Promise<TestWorker>;
  /** Kills the development server and starts another in its place: all that it knew is gone. Workers must be stopped. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface TestTemporalOptions {
  /** The server that skips waiting; it has no schedules. Without it: the development server, in real time. */
  timeSkipping?: boolean;
  /** Settings of the development server, e.g. when it suggests to continue as new. */
  settings?: Readonly<Record<string, number | boolean>>;
}

/**
 * Starts Temporal. Call it in `beforeAll` and `close()` it in `afterAll`.
 */
export async function startTestTemporal({
  timeSkipping = false,
  settings = {},
}: TestTemporalOptions = {}): Promise<TestTemporal> {
  const { env, forget, close } = await (timeSkipping ? startSkipping() : startDevServer(settings));
  return {
    env,
    address: env.address,
    namespace: env.namespace ?? 'default',
    startWorker: (options) => startWorker(env, options),
    forget,
    close: track(`Temporal at ${env.address}`, close),
  };
}

interface Started {
  env: TestWorkflowEnvironment;
  forget(): Promise<void>;
  close(): Promise<void>;
}

async function startSkipping(): Promise<Started> {
  const path = await findTemporalBinary(TEMPORAL_TEST_SERVER, { say: console.log });
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await addSearchAttributes(env.connection, env.namespace ?? 'default');
  const forget = () => Promise.reject(new Error('only the development server is started again'));
  return { env, forget, close: () => env.teardown() };
}

async function startDevServer(settings: Readonly<Record<string, number | boolean>>): Promise<Started> {
  const home = mkdtempSync(join(tmpdir(), 'dangyan-temporal-'));
  const options = {
    binary: await findTemporalBinary(TEMPORAL_CLI, { say: console.log }),
    logFile: join(home, 'temporal.log'),
    settings,
  };
  let server = await startTemporalServer({ ...options, port: 0 });
  const close = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const env = await TestWorkflowEnvironment.createFromExistingServer({ address: server.address });
    return {
      env,
      async forget() {
        const { port } = server;
        // Somebody's outgoing connection may hold the port for a moment.
        do {
          await server.stop();
          server = await startTemporalServer({ ...options, port });
        } while (server.port !== port);
      },
      close: async () => {
        await env.teardown();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startWorker(
  env: TestWorkflowEnvironment,
  options: Partial<WorkerOptions> & { taskQueue: string },
): Promise<TestWorker> {
  const workflows = options.workflowsPath
    ? {}
    : { workflowBundle: { codePath: projectPath('dist', 'workflows.bundle.js') } };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: env.namespace,
    maxCachedWorkflows: 100,
    shutdownGraceTime: '1s',
    shutdownForceTime: '10s',
    ...workflows,
    ...options,
  });
  const running = worker.run();
  running.catch(() => {}); // thrown by stop()
  const stop = track(`worker on ${options.taskQueue}`, async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
  });
  return { worker, stop };
}
