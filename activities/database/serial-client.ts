import pg from 'pg';

/**
 * Prisma loads the relations of a query side by side, inside a transaction too, on the one connection that a transaction
 * has. What pg only queues with a warning, and is going to refuse, waits its turn here.
 */
export class SerialClient extends pg.Client {
  #last: Promise<unknown> = Promise.resolve();

  // biome-ignore lint/suspicious/noExplicitAny: pg overloads `query` by callback, promise and submittable.
  override query(...args: any[]): any {
    const run = () => (super.query as (...args: unknown[]) => unknown).apply(this, args);
    const [first] = args;
    if (typeof args.at(-1) === 'function' || typeof first?.submit === 'function') return run();
    const answer = this.#last.then(run);
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
