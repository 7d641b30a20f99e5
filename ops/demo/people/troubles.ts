/** What people could not do in a day: one who can't does not keep the others from their work. */
export class Troubles {
  readonly #met: string[] = [];

  async meet(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#met.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** @throws Error naming them all, if there were any */
  tell(): void {
    if (this.#met.length > 0) throw new Error(this.#met.join('\n'));
  }
}
