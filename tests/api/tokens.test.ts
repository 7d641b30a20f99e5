import { tokenHash } from '../../activities/accounts/login-link-token';
import { createTestApi, newKey, type TestApi } from './support/api';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';
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

function program(token: string): Visitor {
  const visitor = new Visitor(api);
  visitor.headers.Authorization = `Bearer ${token}`;
  return visitor;
}

test('a program acts with a token, without cookie or CSRF token', async () => {
  const person = await officer('王敏');
  const { body } = await (await signedIn(api, person)).post('/api/v1/me/tokens', { name: 'sync', days: 30 });
  const visitor = program(body.token);
  expect((await visitor.get('/api/v1/me')).body).toMatchObject({ login: person.login });
  expect((await visitor.post('/api/v1/me/absences', { from: '2027-01-01', until: '2027-01-02' })).status).toBe(201);
  expect((await visitor.get('/api/v1/session')).body).toMatchObject({ state: 'signed_in', csrfToken: null });
  const { items } = (await visitor.get('/api/v1/me/tokens')).body;
  expect(items).toMatchObject([{ name: 'sync', lastUsedAt: expect.any(String), revokedAt: null }]);
});

test('a token is kept as its hash and shown once', async () => {
  const visitor = await signedIn(api, await officer('陈立'));
  const headers = { 'Idempotency-Key': newKey() };
  const make = () => visitor.post('/api/v1/me/tokens', { name: 'sync', days: 30 }, headers);
  const first = (await make()).body;
  const again = (await make()).body;
  expect(again).toEqual({ ...first, token: null });
  const row = await api.admin.client.accessToken.findUniqueOrThrow({ where: { id: first.id } });
  expect(row.tokenHash).toBe(tokenHash(first.token));
  expect(await api.admin.client.accessToken.count({ where: { accountId: row.accountId } })).toBe(1);
});

test('a token ends when revoked, when its term is over, and with the account', async () => {
  const person = await officer('李静');
  const visitor = await signedIn(api, person);
  const make = async (days: number) => (await visitor.post('/api/v1/me/tokens', { name: 'sync', days })).body;
  const [short, revoked, long] = [await make(1), await make(30), await make(30)];
  const other = await signedIn(api, await officer('赵强'));
  expect((await other.delete(`/api/v1/me/tokens/${revoked.id}`)).status).toBe(404);
  expect((await visitor.delete(`/api/v1/me/tokens/${revoked.id}`)).status).toBe(204);
  const statusOf = async (token: string) => (await program(token).get('/api/v1/me')).status;
  expect(await statusOf(revoked.token)).toBe(401);
  expect(await statusOf(short.token)).toBe(200);
  api.setMachineTime(new Date(Date.now() + 25 * 3_600_000));
  expect(await statusOf(short.token)).toBe(401);
  expect(await statusOf(long.token)).toBe(200);
  await api.admin.client.account.update({ where: { id: person.accountId }, data: { disabledAt: new Date() } });
  expect(await statusOf(long.token)).toBe(403);
});

test('a token opens nothing that is a person’s own: sessions, tokens, passwords, factors', async () => {
  const visitor = await signedIn(api, await officer('周涛'));
  const { body } = await visitor.post('/api/v1/me/tokens', { name: 'sync', days: 30 });
  const { get, post, put } = program(body.token);
  const answers = [
    await get('/api/v1/sessions'),
    await post('/api/v1/me/tokens', { name: 'more', days: 1 }),
    await post('/api/v1/me/totp'),
    await put('/api/v1/me/password', { current: 'x', password: 'cobalt-ferry-window-31' }),
    await post('/api/v1/session/reauthenticate', { password: 'x' }),
  ];
  for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'SESSION_REQUIRED']);
});

test.each(['Bearer nonsense', 'Bearer ', 'Basic dXNlcjpwYXNz', 'Bearer a b'])(
  '%s opens nothing',
  async (authorization) => {
    const visitor = new Visitor(api);
    visitor.headers.Authorization = authorization;
    expect((await visitor.get('/api/v1/me')).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
  },
);
