import { setTimeout as sleep } from 'node:timers/promises';

/** A mail as its reader sees it. */
export interface ReadMail {
  /** The Message-ID: the same mail twice has it twice. */
  id: string;
  subject: string;
  text: string;
  /** Where its links lead, on our own pages: `/projects/CC-2026-0001`. */
  links: string[];
  /** What it is about, as its header says; several, when reminders share a mail. */
  kind: string;
  kinds: string[];
  /** The first project that it links to. */
  projectCode: string | null;
}

/** What the inbox's own program answers, of which no more is declared than is read. */
interface StoredMail {
  id: string;
  subject?: string;
  text?: string;
  headers?: Record<string, unknown>;
  envelope?: { to?: { address: string }[] };
  to?: { address: string }[];
}

const PAGE = 200;
const POLL_MS = 50;

/**
 * Everybody's mail, read from the web inbox of the real mail server: each mail once, filed by the address it went to.
 * One reader for all, because a listing for each person would grow with people times mails.
 */
export class Inbox {
  readonly #unread = new Map<string, ReadMail[]>();
  readonly #seen = new Set<string>();
  readonly #messageIds = new Set<string>();
  #position = 0;
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(readonly url: string) {}

  /** Mails in the inbox, and how many of them came a second time. */
  get total(): number {
    return this.#seen.size;
  }
  get doubled(): number {
    return this.#seen.size - this.#messageIds.size;
  }
  /** Message-IDs of all mails that arrived. */
  get messageIds(): ReadonlySet<string> {
    return this.#messageIds;
  }

  /** Files what arrived since the last time. Whoever asks during one reading shares the next. */
  refresh(): Promise<void> {
    this.#next ??= this.#reading.then(() => {
      this.#next = null;
      const reading = this.#read();
      this.#reading = reading.catch(() => undefined);
      return reading;
    });
    return this.#next;
  }

  /** To be called when the server was away: it may list what it kept in another order. */
  startOver(): void {
    this.#position = 0;
  }

  /** Addresses with unread mail, in order. */
  waiting(): string[] {
    return [...this.#unread.keys()].sort();
  }

  /** Whether there is an unread mail of a kind. */
  has(address: string, kind: string): boolean {
    return this.#unread.get(address)?.some(({ kinds }) => kinds.includes(kind)) ?? false;
  }

  /** Unread mails of an address, which are read by this, in the order of their contents and not of their arrival. */
  take(address: string): ReadMail[] {
    const mails = this.#unread.get(address) ?? [];
    this.#unread.delete(address);
    return mails.sort((a, b) => compare(a.projectCode ?? '', b.projectCode ?? '') || compare(a.subject, b.subject));
  }

  /**
   * Waits for a mail of a kind and takes it alone.
   *
   * @throws Error when it does not arrive
   */
  async await(address: string, kind: string, withinMs = 300_000): Promise<ReadMail> {
    for (const until = Date.now() + withinMs; Date.now() < until; await sleep(POLL_MS)) {
      const mails = this.#unread.get(address) ?? [];
      const found = mails.find((mail) => mail.kinds.includes(kind));
      if (found) {
        const rest = mails.filter((mail) => mail !== found);
        if (rest.length > 0) this.#unread.set(address, rest);
        else this.#unread.delete(address);
        return found;
      }
      await this.refresh();
    }
    throw new Error(`No ${kind} mail came to ${address} within ${withinMs / 1000} s`);
  }

  async #read(): Promise<void> {
    for (;;) {
      const response = await fetch(`${this.url}/api/email?skip=${this.#position}&limit=${PAGE}`);
      if (!response.ok) throw new Error(`The inbox answered ${response.status}`);
      const mails = (await response.json()) as StoredMail[];
      this.#position += mails.length;
      for (const mail of mails) this.#file(mail);
      if (mails.length < PAGE) return;
    }
  }

  #file(stored: StoredMail): void {
    if (this.#seen.has(stored.id)) return;
    this.#seen.add(stored.id);
    const mail = readMail(stored);
    // A mail program shows a mail that came twice once.
    if (this.#messageIds.has(mail.id)) return;
    this.#messageIds.add(mail.id);
    for (const { address } of stored.envelope?.to ?? stored.to ?? []) {
      this.#unread.set(address, [...(this.#unread.get(address) ?? []), mail]);
    }
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function readMail({ id, subject = '', text = '', headers = {} }: StoredMail): ReadMail {
  const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => {
    const { pathname, search } = new URL(link);
    return pathname + search;
  });
  const kinds = String(headers['x-dangyan-kind'] ?? '').split(', ');
  const projectCode = links.flatMap((link) => /^\/projects\/([^/?]+)/.exec(link)?.[1] ?? [])[0] ?? null;
  return { id: String(headers['message-id'] ?? id), subject, text, links, kind: kinds[0]!, kinds, projectCode };
}
