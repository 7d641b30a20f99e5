const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `stop` once when the process is asked to end, then ends it; a second signal ends it at once.
 *
 * @returns what takes the handlers off again, for a process that stops by itself.
 */
export function stopOnSignals(stop: () => Promise<void>, say: (line: string) => void = console.log): () => void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
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
