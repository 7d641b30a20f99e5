import { Ends, orEnd } from './ends';
import { stopOnSignals } from './stack/stop-on-signals';

/**
 * Runs a process from its start to the signal that ends it, and ends its parts in order. A signal during the start waits for
 * it, so that nothing is left behind half-started; an error that nobody caught ends it in order too.
 *
 * @param start adds to `ends` whatever it starts
 */
export async function runUntilStopped(start: (ends: Ends) => Promise<void>): Promise<void> {
  const ends = new Ends();
  const started = orEnd(ends, () => start(ends));
  stopOnSignals(async () => {
    await started.catch(() => undefined);
    await ends.stop();
  });
  process.on('uncaughtException', async (error) => {
    console.error(error);
    await ends.stop().catch((failure) => console.error(failure.message));
    process.exit(1);
  });
  try {
    await started;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
