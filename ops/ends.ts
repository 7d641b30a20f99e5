/** What ends each part of a process, the last one that started first. */
export class Ends {
  readonly #ends: (() => Promise<unknown>)[] = [];
  #stopping: Promise<void> | undefined;

  add(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  /**
   * Ends the parts; called again it does nothing more.
   *
   * @throws AggregateError of what failed; one that fails does not keep the others alive
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.#ends.reverse()) await end().catch((error) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, `could not stop everything: ${failures.join('; ')}`);
  }
}

/** Runs `start`, and ends what it had started when it fails. */
export async function orEnd<T>(ends: Ends, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await ends.stop();
    throw error;
  }
}
