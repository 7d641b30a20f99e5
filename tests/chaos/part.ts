import { endProcess } from '../../ops/stack/processes';
import type { Program } from '../support/program';

/** A part of the installation: a process of its own, which dies without a word and comes back where it was. */
export interface Part {
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface Server {
  pid: number;
  port: number;
}

/** A server, which is found on one port for as long as the test lasts. */
export interface ServerPart extends Part {
  readonly port: number;
}

/** @param start on this port; 0 for any */
export async function serverPart<S extends Server>(
  start: (port: number) => Promise<S>,
): Promise<ServerPart & { first: S }> {
  const first = await start(0);
  let { pid } = first;
  const kill = () => endProcess(pid, 'SIGKILL', 5_000);
  return {
    first,
    port: first.port,
    kill,
    async start() {
      for (;;) {
        const server = await start(first.port);
        pid = server.pid;
        // Somebody's outgoing connection may hold the port for a moment.
        if (server.port === first.port) return;
        await kill();
      }
    },
  };
}

/** A program of ours, started by `start` when it is wanted; that it ends by itself is said. */
export function programPart(start: () => Promise<Program>): Part {
  let program: Program | null = null;
  return {
    async kill() {
      const dying = program;
      program = null;
      await dying?.end('SIGKILL');
    },
    async start() {
      const started = await start();
      if (!started.ready) throw new Error(`it did not start:\n${started.output()}`);
      program = started;
      started.child.once('exit', () => {
        if (program === started) console.error(`it ended by itself:\n${started.output().slice(-2_000)}`);
      });
    },
  };
}
