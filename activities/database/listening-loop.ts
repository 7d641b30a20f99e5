import { createListener } from './listener';

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
  const ear = createListener({ connectionString: databaseUrl }, channel, knock, (error) => {
    onError(error);
    knock();
  });

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
