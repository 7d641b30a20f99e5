import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface ListeningServer {
  port: number;
  /** Takes no new connection, lets requests under way finish, and after `patienceMs` cuts what is left. */
  close(patienceMs?: number): Promise<void>;
}

/** A request that is still open when its process should end is given this long. */
const PATIENCE_MS = 20_000;

/** @param port 0 for any that is free */
export async function listen(app: Express, port: number, host = '127.0.0.1'): Promise<ListeningServer> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (patienceMs = PATIENCE_MS) => closeGracefully(server, patienceMs),
  };
}

async function closeGracefully(server: Server, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
}
