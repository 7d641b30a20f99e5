import pg from 'pg';

/** A connection that hears one channel of the database. */
export interface Listener {
  /** Opens a connection if there is none; does nothing while one hears. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param heard gets what was said with each notification
 * @param lost is told once of each connection that broke; `listen` opens the next
 */
export function createListener(
  config: pg.ClientConfig,
  channel: 'changes' | 'outbox' | 'papers',
  heard: (payload: string) => void,
  lost: (error: unknown) => void,
): Listener {
  let client: pg.Client | null = null;
  return {
    async listen() {
      if (client !== null) return;
      const opened = new pg.Client({ ...config, connectionTimeoutMillis: 5_000 });
      opened.on('notification', ({ payload = '' }) => heard(payload));
      opened.on('error', (error) => {
        // One lost connection may emit several errors.
        if (client !== opened) return;
        client = null;
        lost(error);
      });
      await opened.connect();
      await opened.query(`LISTEN ${channel}`);
      client = opened;
    },
    async close() {
      const opened = client;
      client = null;
      await opened?.end();
    },
  };
}
