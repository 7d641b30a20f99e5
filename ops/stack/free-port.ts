import { connect, createServer } from 'node:net';

/** Whether a server could listen on this port of the loopback address now. */
function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Whether somebody listens on this port of the loopback address; unlike `isPortFree` it never holds the port itself. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** A port nobody listens on now, chosen by the system. */
function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * `wanted` when it is free, else another; `say` hears of it when it is another.
 *
 * @param wanted 0 takes any, without a word.
 */
export async function choosePort(what: string, wanted: number, say: (line: string) => void): Promise<number> {
  if (wanted !== 0 && (await isPortFree(wanted))) return wanted;
  const port = await anyFreePort();
  if (wanted !== 0) say(`${what}: port ${wanted} is taken, using ${port}`);
  return port;
}
