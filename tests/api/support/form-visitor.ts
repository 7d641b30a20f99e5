import supertest, { type Response } from 'supertest';
import type { TestApi } from './api';
import { PASSWORD, type TestPerson } from './people';

/** Goes round the pages as a browser without JavaScript: sees a page, fills in its form, sends it. */
export class FormVisitor {
  readonly #agent;
  #page = '';

  private constructor({ app }: Pick<TestApi, 'app'>) {
    this.#agent = supertest.agent(app);
  }

  static async enter(api: Pick<TestApi, 'app'>, { login }: Pick<TestPerson, 'login'>): Promise<FormVisitor> {
    const visitor = new FormVisitor(api);
    await visitor.#agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
    return visitor;
  }

  /** @returns the page, after at most one redirect */
  async see(path: string): Promise<Response> {
    const response = await this.#agent.get(path).set('Accept', 'text/html').redirects(1);
    this.#page = response.text;
    return response;
  }

  /** Sends the form that was seen last, with its token and key. */
  async send(path: string, fields: Record<string, string | string[]>): Promise<Response> {
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(this.#page)?.[1] ?? '';
    const response = await this.#agent
      .post(path)
      .set('Accept', 'text/html')
      .type('form')
      .send({ _csrf: hidden('_csrf'), _key: hidden('_key'), _back: hidden('_back'), ...fields });
    this.#page = response.text || this.#page;
    return response;
  }

  /** The same with a file, as a form that carries files is sent. */
  async sendFile(
    path: string,
    fields: Record<string, string>,
    name: string,
    content: Buffer,
    as: string,
  ): Promise<Response> {
    const request = this.#agent.post(path).set('Accept', 'text/html');
    const [, token = ''] = /name="_csrf" value="([^"]*)"/.exec(this.#page) ?? [];
    for (const [field, value] of Object.entries({ _csrf: token, ...fields })) request.field(field, value);
    return request.attach(name, content, as);
  }

  /** Opens a form, fills it in, checks it and confirms. @returns where it leads */
  async fill(path: string, fields: Record<string, string | string[]>): Promise<string> {
    await this.see(path);
    const checked = await this.send(path, { ...fields, _do: 'check' });
    if (checked.status === 303) return checked.headers.location!;
    if (checked.status !== 200) throw new Error(`${path} ${checked.status}: ${troublesOf(checked)}`);
    const done = await this.send(path, { ...fields, _do: 'act' });
    if (done.status !== 303) throw new Error(`${path} ${done.status}: ${troublesOf(done)}`);
    return done.headers.location!;
  }
}

/** What a form that is shown again says is wrong. */
export const troublesOf = ({ text }: Response): string =>
  (/<div class="error-summary[\s\S]*?<\/div>/.exec(text)?.[0] ?? text.slice(0, 300)).replace(/<[^>]*>/g, ' ');
