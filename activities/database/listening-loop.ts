import pg from 'pg';

export interface ListeningLoop {
  /** The channel whose notifications say that there is work. */
  channel: 'outbox' | 'papers';
  work(): Promise<unknown>;
  /** Connection string for listening; the work brings its own pool. */
  databaseUrl: string;
  onError(error: unknown): void;
  /** Works at least this often, for what time makes due, and when a notification was lost. */
  pollMs?: number;
}

const POLL_MS = 5_000;
/** After an error, so that a database that is away is not asked all the time. */
const PAUSE_MS = 1_000;

/** Works whenever the database says so (NOTIFY) and every few seconds, until it is stopped. */
export function startListeningLoop({ channel, work, databaseUrl, onError, pollMs = POLL_MS }: ListeningLoop): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let awake = false;
  let wake = () => {};
  const knock = () => {
    awake = true;
    wake();
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (awake || stopped) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const ear = listener({ connectionString: databaseUrl, channel }, knock, onError);

  const running = (async () => {
    while (!stopped) {
      awake = false;
      try {
        await ear.listen();
        await work();
        await pause(pollMs);
      } catch (error) {
        onError(error);
        await pause(PAUSE_MS);
      }
    }
    await ear.close();
  })();

  return {
    stop() {
      stopped = true;
      knock();
      return running;
    },
  };
}

/** A connection that hears a channel; `listen` opens a new one when the last was lost. */
function listener(
  { connectionString, channel }: { connectionString: string; channel: ListeningLoop['channel'] },
  knock: () => void,
  onError: (error: unknown) => void,
) {
  let client: pg.Client | null = null;
  return {
    async listen() {
      if (client !== null) return;
      const opened = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
      opened.on('notification', knock);
      opened.on('error', (error) => {
        // One lost connection may emit several errors.
        if (client !== opened) return;
        client = null;
        onError(error);
        knock();
      });
      await opened.connect();
      await opened.query(`LISTEN ${channel}`);
      client = opened;
    },
    async close() {
      await client?.end();
    },
  };
}
