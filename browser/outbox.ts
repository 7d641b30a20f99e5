/** One field as somebody left it. It is sent until it is answered, and its key makes it one write however often. */
export interface Write {
  key: string;
  name: string;
  value: string;
}

/**
 * What became of a write: `later` when nobody can know, `signed-out` when the server asks who this is, `refused` when it will never
 * take it.
 */
export type Answer = 'done' | 'later' | 'signed-out' | 'refused';

export type OutboxState = 'saved' | 'sending' | 'waiting' | 'signed-out' | 'refused';

export interface OutboxParts {
  /** The browser's, so that writes outlive the page. */
  storage: { getItem(name: string): string | null; setItem(name: string, value: string): void };
  /** Under which name: one person's writes of one form. */
  place: string;
  send(write: Write): Promise<Answer>;
  newKey(): string;
  /** Lets one page of several send at a time; resolves at once, without `work`, while another one does. */
  alone(work: () => Promise<void>): Promise<void>;
  told(state: OutboxState): void;
}

/** Writes of one form on their way to the server: kept in the browser, sent one after the other in their order. */
export class Outbox {
  #refused = false;
  #sending: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(private readonly parts: OutboxParts) {}

  get writes(): Write[] {
    return JSON.parse(this.parts.storage.getItem(this.parts.place) ?? '[]');
  }

  /** What the field holds now. Of several values that wait for one field after another the last one goes. */
  put(name: string, value: string): void {
    const writes = this.writes;
    const last = writes.at(-1);
    // The first may be under way: what it says must not change under its key.
    if (writes.length > 1 && last?.name === name) writes.pop();
    writes.push({ key: this.parts.newKey(), name, value });
    this.#keep(writes);
    this.#tell('sending');
  }

  /**
   * Sends what there is, and resolves when all of it is gone or the server can't be reached. Whoever asks while another is at it waits
   * for that one and shares the next.
   */
  flush(): Promise<void> {
    if (!this.#sending) {
      this.#sending = this.parts
        .alone(() => this.#sendAll())
        .finally(() => {
          this.#sending = null;
        });
      return this.#sending;
    }
    this.#next ??= this.#sending
      .finally(() => {
        this.#next = null;
      })
      .then(() => this.flush());
    return this.#next;
  }

  async #sendAll(): Promise<void> {
    for (let [write] = this.writes; write; [write] = this.writes) {
      this.#tell('sending');
      const answer = await this.parts.send(write);
      if (answer === 'later') return this.#tell('waiting');
      if (answer === 'signed-out') return this.#tell('signed-out');
      if (answer === 'refused') this.#refused = true;
      const { key } = write;
      this.#keep(this.writes.filter((each) => each.key !== key));
    }
    this.#tell('saved');
  }

  #keep(writes: Write[]): void {
    this.parts.storage.setItem(this.parts.place, JSON.stringify(writes));
  }

  /** One that was refused stays said: its author has to look. */
  #tell(state: OutboxState): void {
    this.parts.told(state === 'saved' && this.#refused ? 'refused' : state);
  }
}
