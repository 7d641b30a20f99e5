import { TOTP } from 'otpauth';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';
import { signedIn, Visitor } from './support/visitor';

let api: TestApi;
let city: string;

beforeAll(async () => {
  api = await createTestApi({ requireTotp: true });
  city = await makeJurisdiction(api, 'FS');
});
afterAll(() => api.close());
afterEach(() => api.setMachineTime(null));

const officer = (name: string): Promise<TestPerson> =>
  makePerson(api, name, [{ role: 'officer', jurisdictionId: city }]);

const codeAt = (secret: string, at: number) => new TOTP({ secret }).generate({ timestamp: at });

/** An officer who has set up a second factor at `at`; the clock stands there. */
async function withTotp(name: string, at: number): Promise<{ person: TestPerson; visitor: Visitor; secret: string }> {
  api.setMachineTime(new Date(at));
  const person = await officer(name);
  const visitor = await signedIn(api, person);
  const { body } = await visitor.post('/api/v1/me/totp');
  const { status } = await visitor.put('/api/v1/me/totp', { code: codeAt(body.secret, at) });
  expect(status).toBe(204);
  return { person, visitor, secret: body.secret };
}

/** Steps of 30 seconds on a round time, so that a test never straddles two. */
const START = Math.ceil(Date.now() / 30_000) * 30_000 + 1_000;
const step = (n: number) => START + n * 30_000;

test('an officer does nothing before setting one up, other roles need none', async () => {
  const visitor = new Visitor(api);
  const { body } = await visitor.signIn(await officer('王敏'));
  expect(body.state).toBe('must_set_up_totp');
  expect((await visitor.get('/api/v1/me/tokens')).body).toMatchObject({ code: 'TOTP_SET_UP_REQUIRED', status: 403 });
  expect((await visitor.get('/api/v1/me')).body.totp).toEqual({ confirmed: false, required: true });
  const expert = await makePerson(api, '专家', [{ role: 'expert', jurisdictionId: city }]);
  expect((await new Visitor(api).signIn(expert)).body.state).toBe('signed_in');
});

test('an unconfirmed officer needs none', async () => {
  const person = await makePerson(api, '未确认', [{ role: 'officer', jurisdictionId: city, confirmed: false }]);
  expect((await new Visitor(api).signIn(person)).body).toMatchObject({ state: 'signed_in', grants: [] });
});

test('setting up takes a code of the new secret, which is kept encrypted and shown once', async () => {
  const { person, visitor, secret } = await withTotp('陈立', START);
  expect((await visitor.get('/api/v1/me')).body.totp).toEqual({ confirmed: true, required: true });
  expect((await visitor.get('/api/v1/me/tokens')).status).toBe(200);
  const { totpSecret } = await api.admin.client.account.findUniqueOrThrow({ where: { id: person.accountId } });
  expect(totpSecret).not.toContain(secret);
  const keys = await api.admin.client.idempotencyKey.findMany({ where: { actorId: person.personId } });
  expect(keys.map(({ response }) => response)).toEqual([
    { headers: { Location: '/api/v1/me' }, body: { secret: null, address: null } },
  ]);
  expect((await visitor.post('/api/v1/me/totp')).body).toMatchObject({ code: 'TOTP_SET_UP' });
});

test('a wrong first code sets nothing up', async () => {
  api.setMachineTime(new Date(START));
  const visitor = await signedIn(api, await officer('李静'));
  await visitor.post('/api/v1/me/totp');
  expect((await visitor.put('/api/v1/me/totp', { code: '000000' })).body).toMatchObject({ code: 'TOTP_CODE_INVALID' });
  expect((await visitor.get('/api/v1/me')).body.totp.confirmed).toBe(false);
});

test('signing in then takes password and code, and nothing else is possible between', async () => {
  const { person, secret } = await withTotp('赵强', START);
  api.setMachineTime(new Date(step(5)));
  const visitor = new Visitor(api);
  const { body } = await visitor.signIn(person);
  expect(body).toMatchObject({ state: 'awaits_code', person: null, grants: [] });
  expect((await visitor.get('/api/v1/me')).body).toMatchObject({ code: 'TOTP_CODE_REQUIRED', status: 401 });
  const shown = await visitor.post('/api/v1/session/totp', { code: codeAt(secret, step(5)) });
  expect(shown.body).toMatchObject({ state: 'signed_in', person: { name: '赵强' } });
  visitor.csrfToken = shown.body.csrfToken;
  expect((await visitor.get('/api/v1/me')).status).toBe(200);
  expect((await visitor.post('/api/v1/session/totp', { code: '123456' })).body).toMatchObject({
    code: 'NOT_SIGNED_IN',
  });
});

test('a code works once, even for many at the same moment', async () => {
  const { person, secret } = await withTotp('周涛', START);
  api.setMachineTime(new Date(step(5)));
  const visitors = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const visitor = new Visitor(api);
      await visitor.signIn(person);
      return visitor;
    }),
  );
  const code = codeAt(secret, step(5));
  const answers = await Promise.all(visitors.map((visitor) => visitor.post('/api/v1/session/totp', { code })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
});

test('a code one step old or early is taken, two steps are not, and never one before the last used', async () => {
  const { person, secret } = await withTotp('黄丽', START);
  const show = async (now: number, codeOf: number) => {
    api.setMachineTime(new Date(step(now)));
    const visitor = new Visitor(api);
    await visitor.signIn(person);
    return (await visitor.post('/api/v1/session/totp', { code: codeAt(secret, step(codeOf)) })).status;
  };
  expect(await show(10, 8)).toBe(401);
  expect(await show(10, 12)).toBe(401);
  expect(await show(10, 11)).toBe(200);
  expect(await show(11, 10)).toBe(401);
  expect(await show(13, 12)).toBe(200);
});

test('guessing codes locks the account, and a right password in between does not help', async () => {
  const { person, secret } = await withTotp('吴敏', START);
  api.setMachineTime(new Date(step(5)));
  const visitor = new Visitor(api);
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await visitor.signIn(person);
    expect((await visitor.post('/api/v1/session/totp', { code: '000000' })).status).toBe(401);
  }
  expect((await visitor.get('/api/v1/session')).body.state).toBe('signed_out');
  expect((await visitor.signIn(person)).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
  api.setMachineTime(new Date(step(5 + 31)));
  await visitor.signIn(person);
  expect((await visitor.post('/api/v1/session/totp', { code: codeAt(secret, step(36)) })).status).toBe(200);
});

test('removing it takes the password, and then another must be set up', async () => {
  const { visitor } = await withTotp('郑凯', START);
  api.setMachineTime(new Date(START + 6 * 60_000));
  expect((await visitor.delete('/api/v1/me/totp')).body).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  api.setMachineTime(new Date(START + 60_000));
  expect((await visitor.delete('/api/v1/me/totp')).status).toBe(204);
  expect((await visitor.get('/api/v1/me/tokens')).body).toMatchObject({ code: 'TOTP_SET_UP_REQUIRED' });
});
