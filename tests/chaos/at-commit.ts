import { once } from 'node:events';
import pg from 'pg';

/** When nobody commits for so long, it is done all the same. */
const WAIT_MS = 3_000;

/**
 * Does something at the worst moment: when an act that sends a mail has just been committed, which Postgres says at once, and
 * neither Temporal nor the person who asked for it has been told.
 */
export async function atCommit(databaseUrl: string, strike: () => Promise<void>): Promise<void> {
  const ear = new pg.Client({ connectionString: databaseUrl });
  ear.on('error', () => {}); // Postgres may be what is struck
  await ear.connect();
  await ear.query('LISTEN outbox');
  await once(ear, 'notification', { signal: AbortSignal.timeout(WAIT_MS) }).catch(() => undefined);
  await strike();
  await ear.end();
}
