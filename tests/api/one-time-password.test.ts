import { firstAdministrator } from '../../ops/first-administrator';
import { createTestApi, type TestApi } from './support/api';
import { Visitor } from './support/visitor';

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});
afterEach(() => api.close());

const OWN = 'quilted-harbour-lemon-41';

/** The administrator as the start makes one, at the time the API sees. */
const given = async () => (await firstAdministrator(api.admin, api.deps.machineClock))!;

const signIn = (visitor: Visitor, login: string, password: string) =>
  visitor.signIn({ login, personId: '', accountId: '', address: '' }, password);

test('opens nothing but the setting of a password of one’s own, which ends it', async () => {
  const { login, oneTimePassword } = await given();
  const visitor = new Visitor(api);
  expect((await signIn(visitor, login, oneTimePassword)).body).toMatchObject({ state: 'must_change_password', login });
  for (const path of ['/api/v1/me', '/api/v1/accounts', '/api/v1/me/tokens']) {
    expect((await visitor.get(path)).body).toMatchObject({ status: 403, code: 'PASSWORD_CHANGE_REQUIRED' });
  }
  expect((await visitor.post('/api/v1/me/totp')).body).toMatchObject({ code: 'PASSWORD_CHANGE_REQUIRED' });
  const set = (password: string) => visitor.put('/api/v1/me/password', { current: oneTimePassword, password });
  expect((await set(oneTimePassword)).body).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
  expect((await set(OWN)).status).toBe(204);

  expect((await visitor.get('/api/v1/accounts')).status).toBe(200);
  expect((await signIn(new Visitor(api), login, oneTimePassword)).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
  expect((await signIn(new Visitor(api), login, OWN)).body).toMatchObject({ state: 'signed_in' });
  expect(await firstAdministrator(api.admin, api.deps.machineClock)).toBeNull();
  // Nobody could read it, and it would stay with the officers as undelivered.
  expect(await api.admin.client.outboxMail.findMany()).toEqual([]);
});

test('is worth nothing after an hour; the next start gives another one', async () => {
  const start = Date.parse('2026-11-20T01:00:00Z');
  api.setMachineTime(new Date(start));
  const first = await given();
  api.setMachineTime(new Date(start + 3_600_000));
  expect((await signIn(new Visitor(api), first.login, first.oneTimePassword)).status).toBe(401);

  const second = await given();
  expect(second.oneTimePassword).not.toBe(first.oneTimePassword);
  const visitor = new Visitor(api);
  expect((await signIn(visitor, second.login, second.oneTimePassword)).body.state).toBe('must_change_password');
  api.setMachineTime(new Date(start + 2 * 3_600_000));
  const late = { current: second.oneTimePassword, password: OWN };
  expect((await visitor.put('/api/v1/me/password', late)).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
  expect(await api.admin.client.account.count()).toBe(1);
});
