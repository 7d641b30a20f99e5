import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActKind } from '../../domain/lifecycle/act-table';
import { HttpSession } from './http-session';
import type { Inbox, ReadMail } from './inbox';

/** A person at a browser: reads own mail, signs in, and does everything by HTTP. */
export interface PersonClient {
  readonly personId: string;
  readonly name: string;
  readonly login: string;
  readonly address: string;
  get<T>(path: string): Promise<T>;
  /** @throws ApiRefusal */
  send<T>(method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: unknown): Promise<T>;
  upload<T>(path: string, bytes: Uint8Array, name: string, fields?: Record<string, string>): Promise<T>;
  /** Does an act on a project, however long its answer takes; gives the password again where that is asked for. */
  act(projectCode: string, kind: ActKind, content: object, entry?: object): Promise<Record<string, unknown>>;
  /** The same person in the place of an absent one (X 代 Y). */
  actingFor(personId: string): PersonClient;
  /** What came to the own inbox since it was last asked. */
  newMails(): Promise<ReadMail[]>;
}

/** The server said no, and how. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: { field?: string; value?: unknown; allowed?: unknown } & Record<string, unknown>,
    request: string,
  ) {
    super(`${request}: ${status} ${code} ${JSON.stringify(details)}`);
  }

  get field() {
    return this.details.field;
  }
  get value() {
    return this.details.value;
  }
  get allowed() {
    return this.details.allowed;
  }
}

export interface PersonOptions {
  origin: string;
  inbox: Inbox;
  personId: string;
  name: string;
  login: string;
  address: string;
  password: string;
}

interface Asked {
  body?: string | FormData;
  headers?: Record<string, string>;
  key?: string;
}

/** How long an act may take until its answer is there. */
const ACT_MS = 120_000;
const POLL_MS = 100;

/** A person with an account and a password, who signs in with the first request. */
export function createPersonClient(options: PersonOptions): PersonClient {
  return new Person(options, newBrowser(options.origin), null);
}

/** The same of somebody of whom only the login is known: signs in and asks who that is. */
export async function createPersonClientByLogin(
  options: Omit<PersonOptions, 'personId' | 'name'>,
): Promise<PersonClient> {
  const unknown = new Person({ ...options, personId: '', name: '' }, newBrowser(options.origin), null);
  const { person } = await unknown.get<{ person: { id: string; name: string } }>('/api/v1/session');
  return new Person({ ...options, personId: person.id, name: person.name }, unknown.browser, null);
}

const newBrowser = (origin: string): Browser => ({ http: new HttpSession(origin), csrfToken: null, signingIn: null });

/** What one browser holds, whether the person acts for himself or for another. */
interface Browser {
  http: HttpSession;
  csrfToken: string | null;
  signingIn: Promise<void> | null;
}

class Person implements PersonClient {
  readonly personId: string;
  readonly name: string;
  readonly login: string;
  readonly address: string;

  constructor(
    private readonly options: PersonOptions,
    readonly browser: Browser,
    private readonly absentId: string | null,
  ) {
    this.personId = options.personId;
    this.name = options.name;
    this.login = options.login;
    this.address = options.address;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('get', path);
  }

  send<T>(method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: unknown): Promise<T> {
    return this.#ask<T>(method, path, json(body));
  }

  upload<T>(path: string, bytes: Uint8Array, name: string, fields: Record<string, string> = {}): Promise<T> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
    return this.#ask<T>('post', path, { body: form });
  }

  async act(code: string, kind: ActKind, content: object, entry?: object): Promise<Record<string, unknown>> {
    const path = `/api/v1/projects/${code}/acts/${kind}`;
    const key = randomUUID();
    let answer = await this.#ask<Record<string, unknown>>('post', path, { ...json({ content, entry }), key });
    for (const until = Date.now() + ACT_MS; typeof answer.act === 'string'; ) {
      if (Date.now() > until) throw new Error(`${kind} on ${code} had no answer within ${ACT_MS / 1000} s`);
      await sleep(POLL_MS);
      answer = await this.get(answer.act);
    }
    return answer;
  }

  actingFor(personId: string): PersonClient {
    return new Person(this.options, this.browser, personId);
  }

  async newMails(): Promise<ReadMail[]> {
    const { inbox } = this.options;
    await inbox.refresh();
    return inbox.take(this.address);
  }

  /** One request; signs in, or gives the password again, when the answer asks for it. */
  async #ask<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
    const key = asked.key ?? randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      if (!this.browser.csrfToken) await this.#signIn();
      const response = await this.browser.http.send({
        method: method.toUpperCase(),
        path,
        body: asked.body,
        headers: {
          ...asked.headers,
          ...(method === 'get' ? {} : { 'x-csrf-token': this.browser.csrfToken ?? '', 'idempotency-key': key }),
          ...(this.absentId ? { 'acting-for': this.absentId } : {}),
        },
      });
      if (response.ok) return (await answerOf(response)) as T;
      const refusal = await refusalOf(response, `${this.login} ${method} ${path}`);
      if (attempt > 2) throw refusal;
      if (refusal.code === 'NOT_SIGNED_IN') this.browser.csrfToken = null;
      else if (refusal.code === 'REAUTHENTICATION_REQUIRED') await this.#openSession('/api/v1/session/reauthenticate');
      else throw refusal;
    }
  }

  /** Requests at the same time wait for one signing-in. */
  async #signIn(): Promise<void> {
    this.browser.signingIn ??= this.#openSession('/api/v1/session').finally(() => {
      this.browser.signingIn = null;
    });
    await this.browser.signingIn;
  }

  async #openSession(path: string): Promise<void> {
    const { login, password } = this.options;
    const credentials = path.endsWith('/session') ? { login, password } : { password };
    const { body, headers } = json(credentials);
    const csrf: Record<string, string> = this.browser.csrfToken ? { 'x-csrf-token': this.browser.csrfToken } : {};
    const response = await this.browser.http.send({ method: 'POST', path, body, headers: { ...headers, ...csrf } });
    if (!response.ok) throw await refusalOf(response, `${login} post ${path}`);
    this.browser.csrfToken = ((await response.json()) as { csrfToken: string }).csrfToken;
  }
}

const json = (body: unknown): Pick<Asked, 'body' | 'headers'> =>
  body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };

/** JSON as what it says, any other file as its bytes. */
async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  return type.includes('json') ? response.json() : new Uint8Array(await response.arrayBuffer());
}

/** The problem that a response tells of. */
export async function refusalOf(response: Response, request: string): Promise<ApiRefusal> {
  const text = await response.text();
  try {
    const { code, type: _, title: __, status: ___, ...details } = JSON.parse(text);
    return new ApiRefusal(response.status, code, details, request);
  } catch {
    return new ApiRefusal(response.status, 'UNREADABLE', { value: text.slice(0, 200) }, request);
  }
}
