import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { LOCK_MS } from '../../api/auth/attempts';
import { unmaskToken } from '../../api/auth/mask-token';
import { createTestApi, ORIGIN, type TestApi } from './support/api';
import { makeJurisdiction, makePerson, PASSWORD, type TestPerson } from './support/people';
import { signedIn, Visitor } from './support/visitor';

let api: TestApi;
let city: string;

beforeAll(async () => {
  api = await createTestApi();
  city = await makeJurisdiction(api, 'FS');
});
afterAll(() => api.close());
afterEach(() => api.setMachineTime(null));

const officer = (name: string): Promise<TestPerson> =>
  makePerson(api, name, [{ role: 'officer', jurisdictionId: city }]);
const later = (ms: number) => api.setMachineTime(new Date(Date.now() + ms));
const HOUR = 3_600_000;

async function listening(app: TestApi['app']): Promise<{ port: number; close(): void }> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('signing in', () => {
  test('by login tells who one is, and sets a cookie that no script reads', async () => {
    const person = await officer('王敏');
    const visitor = new Visitor(api);
    expect((await visitor.get('/api/v1/session')).body).toMatchObject({ state: 'signed_out', person: null });
    const { status, body, headers } = await visitor.signIn(person);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'signed_in', person: { name: '王敏' }, grants: [{ role: 'officer' }] });
    const cookies = headers['set-cookie'] as unknown as string[];
    expect(cookies).toContainEqual(expect.stringMatching(/^dangyan-session=.*Path=\/; HttpOnly; SameSite=Lax$/));
    expect((await visitor.get('/api/v1/session')).body).toMatchObject({ state: 'signed_in', login: person.login });
  });

  test('works with a verified address in any case, not with one that was never verified', async () => {
    const person = await officer('陈立');
    const sign = (login: string) => new Visitor(api).post('/api/v1/session', { login, password: PASSWORD });
    expect((await sign(person.address.toUpperCase())).status).toBe(200);
    await api.admin.client.emailAddress.create({ data: { personId: person.personId, address: 'new@example.test' } });
    expect((await sign('new@example.test')).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  test('fails alike for a wrong password and for nobody', async () => {
    const person = await officer('李静');
    const wrong = await new Visitor(api).post('/api/v1/session', { login: person.login, password: 'not this one' });
    const nobody = await new Visitor(api).post('/api/v1/session', { login: 'nobody', password: 'not this one' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual(nobody.body);
    expect(wrong.headers['set-cookie']).toBeUndefined();
    expect(JSON.stringify(wrong.body)).not.toContain('not this one');
  });

  test('gives a new session id each time, and signing out ends the old one', async () => {
    const person = await officer('赵强');
    const cookieOf = (response: supertest.Response) =>
      (response.headers['set-cookie'] as unknown as string[]).find((cookie) => cookie.startsWith('dangyan-session='))!;
    const visitor = new Visitor(api);
    const first = cookieOf(await visitor.signIn(person));
    const second = cookieOf(await visitor.signIn(person));
    expect(second).not.toBe(first);
    const stateWith = async (cookie: string) =>
      (await supertest(api.app).get('/api/v1/session').set('Cookie', cookie.split(';')[0]!)).body.state;
    expect(await stateWith(first)).toBe('signed_out');
    expect(await stateWith(second)).toBe('signed_in');
    expect((await visitor.delete('/api/v1/session')).status).toBe(204);
    expect(await stateWith(second)).toBe('signed_out');
  });

  test('is refused for a disabled account, whose sessions end too', async () => {
    const person = await officer('周涛');
    const visitor = await signedIn(api, person);
    await api.admin.client.account.update({ where: { id: person.accountId }, data: { disabledAt: new Date() } });
    expect((await visitor.get('/api/v1/me')).body).toMatchObject({ code: 'ACCOUNT_DISABLED', status: 403 });
    expect((await new Visitor(api).signIn(person)).body).toMatchObject({ code: 'ACCOUNT_DISABLED' });
  });

  test('is recorded, and so is each failure', async () => {
    const person = await officer('黄丽');
    await new Visitor(api).post('/api/v1/session', { login: person.login, password: 'wrong' });
    await signedIn(api, person);
    const events = await api.admin.client.auditEvent.findMany({
      where: { chain: 'installation', payload: { path: ['accountId'], equals: person.accountId } },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map(({ type }) => type)).toEqual(['session.refused', 'session.opened']);
  });
});

describe('lock-out', () => {
  test('after ten failures in a row the right password is wrong for a quarter of an hour', async () => {
    const person = await officer('吴敏');
    const visitor = new Visitor(api);
    const wrong = () => visitor.post('/api/v1/session', { login: person.login, password: 'wrong' });
    for (let attempt = 1; attempt <= 9; attempt += 1) await wrong();
    expect((await visitor.signIn(person)).status).toBe(200);
    for (let attempt = 1; attempt <= 10; attempt += 1) await wrong();
    expect((await visitor.signIn(person)).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
    later(LOCK_MS - 60_000);
    expect((await visitor.signIn(person)).status).toBe(401);
    later(LOCK_MS + 60_000);
    expect((await visitor.signIn(person)).status).toBe(200);
  });

  test('counts failures that come at the same moment', async () => {
    const person = await officer('郑凯');
    const wrong = () => new Visitor(api).post('/api/v1/session', { login: person.login, password: 'wrong' });
    await Promise.all(Array.from({ length: 10 }, wrong));
    expect((await new Visitor(api).signIn(person)).status).toBe(401);
  });

  test('an address that fails too often waits, whichever accounts it tries', async () => {
    const strict = await createTestApi({ limits: { ...api.deps.config.limits, failuresPerAddress: 3 } });
    try {
      const statuses: number[] = [];
      for (let attempt = 1; attempt <= 4; attempt += 1) {
        const response = await new Visitor(strict).post('/api/v1/session', { login: `n${attempt}`, password: 'wrong' });
        statuses.push(response.status);
        if (attempt === 4) {
          expect(response.body).toMatchObject({ code: 'RATE_LIMITED' });
          expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
        }
      }
      expect(statuses).toEqual([401, 401, 401, 429]);
    } finally {
      await strict.close();
    }
  });
});

describe('cross-site requests', () => {
  const body = { name: 'program', days: 1 };

  test('are refused without the session’s token, or with another session’s', async () => {
    const visitor = await signedIn(api, await officer('冯洁'));
    const other = await signedIn(api, await officer('许辉'));
    const send = (headers: Record<string, string>) => visitor.post('/api/v1/me/tokens', body, headers);
    expect((await send({})).status).toBe(201);
    for (const token of ['', 'x.y', other.csrfToken!]) {
      const { status, body } = await send({ 'X-CSRF-Token': token });
      expect([status, body.code]).toEqual([403, 'CSRF_TOKEN_INVALID']);
    }
  });

  test('the token stands in no two answers in the same bytes, and each of them serves', async () => {
    const visitor = await signedIn(api, await officer('冯静'));
    const read = async () => (await visitor.get('/api/v1/session')).body.csrfToken as string;
    const shown = [visitor.csrfToken!, await read(), await read()];
    expect(new Set(shown).size).toBe(3);
    const common = (a: string, b: string) => [...a].filter((letter, at) => letter === b[at]).length;
    expect(common(shown[1]!, shown[2]!)).toBeLessThan(shown[1]!.length / 4);
    for (const token of shown) {
      expect((await visitor.post('/api/v1/me/tokens', body, { 'X-CSRF-Token': token })).status).toBe(201);
    }
    const unmasked = unmaskToken(shown[0]);
    expect(shown.map(unmaskToken)).toEqual([unmasked, unmasked, unmasked]);
    expect((await visitor.post('/api/v1/me/tokens', body, { 'X-CSRF-Token': unmasked })).status).toBe(403);
  });

  test.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
    ['a cross-site fetch', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a same-site fetch of another host', { 'Sec-Fetch-Site': 'same-site' }],
  ])('are refused when they come from %s, even for signing in', async (_, headers) => {
    const person = await officer('何敏');
    const credentials = { login: person.login, password: PASSWORD };
    const foreign = await new Visitor(api).post('/api/v1/session', credentials, headers as Record<string, string>);
    expect(foreign.body).toMatchObject({ code: 'CSRF_TOKEN_INVALID' });
    const own = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };
    expect((await new Visitor(api).post('/api/v1/session', credentials, own)).status).toBe(200);
  });
});

describe('sessions', () => {
  test('end after twelve hours, however busy', async () => {
    const visitor = await signedIn(api, await officer('孙悦'));
    later(11 * HOUR);
    expect((await visitor.get('/api/v1/session')).body.state).toBe('signed_in');
    later(13 * HOUR);
    expect((await visitor.get('/api/v1/session')).body.state).toBe('signed_out');
  });

  test('end when idle, and each request renews them', async () => {
    const person = await officer('马超');
    const visitor = await signedIn(api, person);
    const where = { sess: { path: ['login', 'accountId'], equals: person.accountId } };
    const idleFor = (minutes: number) =>
      api.admin.client.session.updateMany({ where, data: { expire: new Date(Date.now() + (30 - minutes) * 60_000) } });
    await idleFor(29);
    expect((await visitor.get('/api/v1/session')).body.state).toBe('signed_in');
    const [renewed] = await api.admin.client.session.findMany({ where });
    expect(renewed!.expire.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000);
    await idleFor(31);
    expect((await visitor.get('/api/v1/session')).body.state).toBe('signed_out');
  });

  test('are listed to their owner, who can end them, and to nobody else', async () => {
    const person = await officer('朱红');
    const stranger = await signedIn(api, await officer('秦峰'));
    const here = await signedIn(api, person);
    const there = await signedIn(api, person);
    const { body } = await here.get('/api/v1/sessions');
    expect(body.items).toHaveLength(2);
    const other = body.items.find(({ current }: { current: boolean }) => !current);
    expect((await stranger.delete(`/api/v1/sessions/${other.id}`)).status).toBe(404);
    expect((await here.delete(`/api/v1/sessions/${other.id}`)).status).toBe(204);
    expect((await there.get('/api/v1/me')).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await here.get('/api/v1/me')).status).toBe(200);
  });
});

describe('asking for the password again', () => {
  test('is needed five minutes after the last time', async () => {
    const visitor = await signedIn(api, await officer('林芳'));
    const make = () => visitor.post('/api/v1/me/tokens', { name: 'program', days: 1 });
    expect((await make()).status).toBe(201);
    later(6 * 60_000);
    expect((await make()).body).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED', status: 403 });
    expect((await visitor.post('/api/v1/session/reauthenticate', { password: 'wrong' })).status).toBe(401);
    expect((await make()).status).toBe(403);
    expect((await visitor.post('/api/v1/session/reauthenticate', { password: PASSWORD })).status).toBe(200);
    expect((await make()).status).toBe(201);
  });

  test('ends the session of whoever guesses until the account is locked', async () => {
    const visitor = await signedIn(api, await officer('高远'));
    const guess = () => visitor.post('/api/v1/session/reauthenticate', { password: 'wrong' });
    for (let attempt = 1; attempt <= 10; attempt += 1) expect((await guess()).status).toBe(401);
    expect((await visitor.get('/api/v1/me')).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});

describe('changing the password', () => {
  test('ends all other sessions and is told by mail', async () => {
    const person = await officer('罗斌');
    const here = await signedIn(api, person);
    const there = await signedIn(api, person);
    const change = (current: string, password: string) => here.put('/api/v1/me/password', { current, password });
    expect((await change('wrong', 'cobalt-ferry-window-31')).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect((await change(PASSWORD, 'password123')).body).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
    expect((await change(PASSWORD, `${person.login}1234567`)).body).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
    expect((await change(PASSWORD, 'cobalt-ferry-window-31')).status).toBe(204);
    expect((await here.get('/api/v1/me')).status).toBe(200);
    expect((await there.get('/api/v1/me')).status).toBe(401);
    expect((await new Visitor(api).signIn(person)).status).toBe(401);
    expect((await new Visitor(api).signIn(person, 'cobalt-ferry-window-31')).status).toBe(200);
    const mails = await api.admin.client.outboxMail.findMany({ where: { personId: person.personId } });
    expect(mails.map(({ kind }) => kind)).toEqual(['password-changed']);
  });
});

test('a form leads on only when what is to be said there is in the session', async () => {
  const { login } = await officer('何少珍');
  const agent = supertest.agent(api.app);
  const signed = await agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
  const { text, headers } = await agent.get('/account/absences').set('Accept', 'text/html').expect(200);
  const cookies = [signed.headers['set-cookie'], headers['set-cookie'] ?? []].flat();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]!;
  const form = { _csrf: hidden('_csrf'), _key: hidden('_key'), from: '2099-01-05', until: '2099-01-06' };
  const { port, close } = await listening(api.app);
  let led = false;
  const sent = await api.admin.transaction(async (tx) => {
    // Nothing is written to sessions until this is over; the answer's head must not come before.
    await tx.$executeRaw`LOCK TABLE session IN SHARE MODE`;
    const answer = fetch(`http://127.0.0.1:${port}/account/absences`, {
      ...{ method: 'POST', redirect: 'manual' as const, body: new URLSearchParams(form) },
      headers: {
        Cookie: cookies.map((each) => each!.split(';')[0]).join('; '),
        Accept: 'text/html',
        Host: new URL(ORIGIN).host,
      },
    }).then(({ status }) => {
      led = true;
      return status;
    });
    const waiting = () => tx.$queryRaw<object[]>`
      SELECT FROM pg_locks WHERE NOT granted AND relation = 'session'::regclass`;
    while (!led && (await waiting()).length === 0) await waiting();
    await waiting();
    return { answer, early: led };
  });
  expect([await sent.answer, sent.early]).toEqual([303, false]);
  close();
  expect((await agent.get('/account/absences').set('Accept', 'text/html')).text).toContain('role="status"');
});

test('nothing secret and nobody’s name is in the log', async () => {
  const person = await officer('独一无二');
  const visitor = await signedIn(api, person);
  await visitor.post('/api/v1/me/tokens', { name: 'logged?', days: 1 });
  const log = api.log.join('');
  expect(log).toContain('/api/v1/me/tokens');
  for (const secret of [PASSWORD, person.login, '独一无二', visitor.csrfToken!, 'logged?', '127.0.0.1']) {
    expect(log).not.toContain(secret);
  }
});
