import supertest, { type Response } from 'supertest';
import { newKey, type TestApi } from './api';
import { expectContract } from './contract';
import { PASSWORD, type TestPerson } from './people';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Sends requests as a browser or a program would and holds each answer to the contract. */
export class Visitor {
  readonly #agent;
  csrfToken: string | null = null;
  /** Sent with every request. */
  readonly headers: Record<string, string> = {};

  constructor(readonly api: TestApi) {
    this.#agent = supertest.agent(api.app);
  }

  async send(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const request = this.#agent[method](path);
    const csrf: Record<string, string> = method !== 'get' && this.csrfToken ? { 'X-CSRF-Token': this.csrfToken } : {};
    const key: Record<string, string> = method === 'post' ? { 'Idempotency-Key': newKey() } : {};
    request.set({ ...csrf, ...key, ...this.headers, ...headers });
    const response = await (body === undefined ? request : request.send(body as object));
    return expectContract(response);
  }

  get = (path: string, headers?: Record<string, string>) => this.send('get', path, undefined, headers);
  /** A file as it was sent, byte by byte. */
  async file(path: string): Promise<Uint8Array> {
    const { status, body } = await expectContract(await this.#agent.get(path).set(this.headers).responseType('blob'));
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return new Uint8Array(body as Buffer);
  }
  post = (path: string, body?: unknown, headers?: Record<string, string>) => this.send('post', path, body, headers);
  put = (path: string, body?: unknown) => this.send('put', path, body);
  patch = (path: string, body?: unknown) => this.send('patch', path, body);
  delete = (path: string, body?: unknown) => this.send('delete', path, body);

  /** A form with one file. */
  async upload(path: string, content: Buffer, name: string, fields: Record<string, string> = {}): Promise<Response> {
    const request = this.#agent.post(path).set({ 'Idempotency-Key': newKey(), ...this.headers });
    if (this.csrfToken) request.set('X-CSRF-Token', this.csrfToken);
    for (const [field, value] of Object.entries(fields)) request.field(field, value);
    return expectContract(await request.attach('file', content, name));
  }

  async signIn({ login }: TestPerson, password: string = PASSWORD): Promise<Response> {
    const response = await this.post('/api/v1/session', { login, password });
    if (response.status === 200) this.csrfToken = response.body.csrfToken;
    return response;
  }
}

/** A visitor who is signed in already. */
export async function signedIn(api: TestApi, person: TestPerson): Promise<Visitor> {
  const visitor = new Visitor(api);
  const response = await visitor.signIn(person);
  if (response.status !== 200) throw new Error(`${person.login} can't sign in: ${response.text}`);
  return visitor;
}
