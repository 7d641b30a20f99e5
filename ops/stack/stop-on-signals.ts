const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm, a terminal and a service manager may each pass on the same signal: only what comes later is meant as another. */
const SAME_SIGNAL_MS = 2_000;

/**
 * Calls `stop` once when the process is asked to end, then ends it; asked again later, it ends at once.
 *
 * @returns what takes the handlers off again, for a process that stops by itself.
 */
export function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void = console.log): () => void {
  let asked: number | undefined;
  const handle = (signal: NodeJS.Signals) => {
    if (asked !== undefined && performance.now() - asked < SAME_SIGNAL_MS) return;
    if (asked !== undefined) process.exit(1);
    asked = performance.now();
    say(`${signal}: stopping …`);
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        say(error.message);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, handle);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
}
