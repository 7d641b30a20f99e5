import type { FirstAdministrator } from '../first-administrator';
import { followFirstLink } from './first-login';
import type { Inbox } from './inbox';
import { createPersonClient, createPersonClientByLogin, type PersonClient } from './person-client';

/** What everybody of the demo signs in with: it is printed at the end, so that a reader can look around. */
export const DEMO_PASSWORD = 'heron-lantern-mosaic-2026';

export interface NewAccount {
  /** Somebody of the register, or a new person. */
  person: { id: string } | { name: string; title?: string };
  name: string;
  login: string;
  grants: readonly object[];
}

/** A new account with the grants that were proposed with it. */
export interface MadeAccount {
  client: PersonClient;
  grantIds: readonly string[];
}

const DOMAIN = 'yanlian.example';

/** Everybody who has an account, found by person or by address. */
export class Directory {
  readonly #byId = new Map<string, PersonClient>();
  readonly #byAddress = new Map<string, PersonClient>();
  /** Those whose accounts others opened. */
  readonly welcomed: PersonClient[] = [];

  constructor(
    private readonly origin: string,
    private readonly inbox: Inbox,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws Error when there is nobody */
  person(id: string): PersonClient {
    const found = this.#byId.get(id);
    if (!found) throw new Error(`Nobody with an account is ${id}`);
    return found;
  }

  personByAddress(address: string): PersonClient | undefined {
    return this.#byAddress.get(address);
  }

  /** An administrator opens an account; its owner follows the link of the mail and sets the password. */
  async open(admin: PersonClient, { name, ...account }: NewAccount): Promise<MadeAccount> {
    this.signal.throwIfAborted();
    const { login } = account;
    const address = `${login}@${DOMAIN}`;
    type Made = { personId: string; grantIds: string[] };
    const { personId, grantIds } = await admin.send<Made>('post', '/api/v1/accounts', { ...account, address });
    await this.#followFirstMail(address);
    const client = createPersonClient({ ...this.#common, personId, name, login, address });
    this.#add(client);
    return { client, grantIds };
  }

  /** Somebody whose account others opened, e.g. an officer for a new contact: first mail, password, first signing-in. */
  async welcome(address: string): Promise<PersonClient> {
    const known = this.personByAddress(address);
    if (known) return known;
    const login = await this.#followFirstMail(address);
    const client = await createPersonClientByLogin({ ...this.#common, login, address });
    this.#add(client);
    this.welcomed.push(client);
    return client;
  }

  /** The administrator of the first start changes the one-time password that was given to him. */
  async firstAdministrator({ login, oneTimePassword }: FirstAdministrator): Promise<PersonClient> {
    const known = { ...this.#common, login, address: `${login}@${DOMAIN}` };
    const entering = await createPersonClientByLogin({ ...known, password: oneTimePassword });
    await entering.send('put', '/api/v1/me/password', { current: oneTimePassword, password: DEMO_PASSWORD });
    const client = createPersonClient({ ...known, personId: entering.personId, name: entering.name });
    this.#add(client);
    return client;
  }

  get #common() {
    return { origin: this.origin, inbox: this.inbox, password: DEMO_PASSWORD };
  }

  async #followFirstMail(address: string): Promise<string> {
    const { links } = await this.inbox.await(address, 'first-login');
    const link = links.find((each) => each.startsWith('/links/'));
    if (!link) throw new Error(`The first mail to ${address} has no link`);
    return followFirstLink(this.origin, link, DEMO_PASSWORD);
  }

  #add(client: PersonClient): void {
    this.#byId.set(client.personId, client);
    this.#byAddress.set(client.address, client);
  }
}
