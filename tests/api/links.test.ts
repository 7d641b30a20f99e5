import { randomUUID } from 'node:crypto';
import { loginLinkToken, tokenHash } from '../../activities/accounts/login-link-token';
import { createTestApi, type TestApi } from './support/api';
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

const NEW_PASSWORD = 'cobalt-ferry-window-31';
const officer = (name: string): Promise<TestPerson> =>
  makePerson(api, name, [{ role: 'officer', jurisdictionId: city }]);
const tokenOf = (linkId: string) => loginLinkToken(api.deps.config.hmacKey, linkId);
const visit = () => new Visitor(api);

/** A first link to an account that has no password yet, to an address that was never verified. */
async function firstLink(name: string): Promise<{ person: TestPerson; token: string; addressId: string }> {
  const person = await officer(name);
  const { id: addressId } = await api.admin.client.emailAddress.create({
    data: { personId: person.personId, address: `${randomUUID()}@example.test` },
  });
  await api.admin.client.account.update({ where: { id: person.accountId }, data: { passwordHash: null } });
  const id = randomUUID();
  await api.admin.client.loginLink.create({
    data: {
      id,
      accountId: person.accountId,
      purpose: 'first_login',
      addressId,
      tokenHash: tokenHash(tokenOf(id)),
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return { person, token: tokenOf(id), addressId };
}

const lastLink = (person: TestPerson) =>
  api.admin.client.loginLink.findFirstOrThrow({
    where: { accountId: person.accountId, usedAt: null },
    orderBy: { recordedAt: 'desc' },
  });

describe('a first link', () => {
  test('sets the password once, and proves the address its mail went to', async () => {
    const { person, token, addressId } = await firstLink('王敏');
    for (let fetch = 1; fetch <= 3; fetch += 1) {
      const { body } = await visit().get(`/api/v1/links/${token}`);
      expect(body).toMatchObject({ purpose: 'first_login', login: person.login, needsPassword: true });
    }
    expect((await visit().signIn(person, NEW_PASSWORD)).status).toBe(401);
    const use = (password: string) => visit().post(`/api/v1/links/${token}`, { password });
    expect((await use('123456789012')).body).toMatchObject({ code: 'PASSWORD_TOO_WEAK' });
    const answers = await Promise.all([use(NEW_PASSWORD), use(NEW_PASSWORD), use(NEW_PASSWORD)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect((await visit().get(`/api/v1/links/${token}`)).body).toMatchObject({ code: 'LINK_INVALID', status: 404 });
    expect((await visit().signIn(person, NEW_PASSWORD)).status).toBe(200);
    const { verifiedAt } = await api.admin.client.emailAddress.findUniqueOrThrow({ where: { id: addressId } });
    expect(verifiedAt).not.toBeNull();
  });

  test('expires', async () => {
    const { token } = await firstLink('陈立');
    api.setMachineTime(new Date(Date.now() + 2 * 3_600_000));
    expect((await visit().get(`/api/v1/links/${token}`)).status).toBe(404);
    expect((await visit().post(`/api/v1/links/${token}`, { password: NEW_PASSWORD })).status).toBe(404);
  });

  test('is not found by its hash or its id, and is in no log', async () => {
    const { person, token } = await firstLink('李静');
    const { id, tokenHash: hash } = await lastLink(person);
    for (const guess of [id, hash, `${token}x`]) {
      expect((await visit().get(`/api/v1/links/${guess}`)).body).toMatchObject({ code: 'LINK_INVALID' });
    }
    await visit().get(`/api/v1/links/${token}`);
    expect(api.log.join('')).not.toContain(token);
  });
});

describe('a forgotten password', () => {
  const ask = (login: string) => visit().post('/api/v1/password-resets', { login });

  test('answers the same for everybody, after the same time', async () => {
    const person = await officer('赵强');
    const timed = async (login: string) => {
      const start = performance.now();
      const { status, text } = await ask(login);
      return { status, text, ms: performance.now() - start };
    };
    const known = await timed(person.login);
    const unknown = await timed('nobody');
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(390);
    expect(await api.admin.client.outboxMail.count({ where: { personId: person.personId } })).toBe(1);
  });

  test('sends a link that works once, unlocks the account and ends its sessions', async () => {
    const person = await officer('周涛');
    const session = await signedIn(api, person);
    await api.admin.client.account.update({
      where: { id: person.accountId },
      data: { lockedUntil: new Date(Date.now() + 600_000) },
    });
    await ask(person.address);
    const link = await lastLink(person);
    const mail = await api.admin.client.outboxMail.findFirstOrThrow({ where: { personId: person.personId } });
    expect(mail).toMatchObject({ kind: 'password-reset', data: { link: `/links/${link.id}` } });
    expect(JSON.stringify(mail)).not.toContain(tokenOf(link.id));
    const used = await visit().post(`/api/v1/links/${tokenOf(link.id)}`, { password: NEW_PASSWORD });
    expect(used.status).toBe(204);
    expect((await session.get('/api/v1/me')).status).toBe(401);
    expect((await visit().signIn(person, NEW_PASSWORD)).status).toBe(200);
  });

  test('a later link replaces the one before, and three an hour are enough', async () => {
    const person = await officer('黄丽');
    await ask(person.login);
    const first = await lastLink(person);
    await ask(person.login);
    expect((await visit().get(`/api/v1/links/${tokenOf(first.id)}`)).status).toBe(404);
    await ask(person.login);
    await ask(person.login);
    expect(await api.admin.client.loginLink.count({ where: { accountId: person.accountId } })).toBe(3);
  });
});

describe('a new address', () => {
  test('counts once the account’s own session used the link of its mail', async () => {
    const person = await officer('吴敏');
    const visitor = await signedIn(api, person);
    const { status, body } = await visitor.post('/api/v1/me/addresses', { address: 'WuMin@Example.test' });
    expect(status).toBe(201);
    const { id } = await lastLink(person);
    const path = `/api/v1/links/${tokenOf(id)}`;
    expect((await visit().get(path)).body).toMatchObject({ needsSession: true, needsPassword: false });
    expect((await visit().post(path, {})).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
    const stranger = await signedIn(api, await officer('郑凯'));
    expect((await stranger.post(path, {})).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await visitor.post(path, {})).status).toBe(204);
    const { addresses } = (await visitor.get('/api/v1/me')).body;
    expect(addresses.find((each: { id: string }) => each.id === body.id)).toMatchObject({
      address: 'wumin@example.test',
      verifiedAt: expect.any(String),
    });
  });

  test('the last verified one stays', async () => {
    const person = await officer('冯洁');
    const visitor = await signedIn(api, person);
    const { addresses } = (await visitor.get('/api/v1/me')).body;
    expect((await visitor.delete(`/api/v1/me/addresses/${addresses[0].id}`)).body).toMatchObject({
      code: 'LAST_ADDRESS',
    });
    const stranger = await signedIn(api, await officer('许辉'));
    expect((await stranger.delete(`/api/v1/me/addresses/${addresses[0].id}`)).status).toBe(404);
    const { body } = await visitor.post('/api/v1/me/addresses', { address: 'new2@example.test' });
    expect((await visitor.delete(`/api/v1/me/addresses/${body.id}`)).status).toBe(204);
  });
});

test('a session of an account without password does not exist', async () => {
  const { person } = await firstLink('何敏');
  expect((await visit().signIn(person, PASSWORD)).body).toMatchObject({ code: 'BAD_CREDENTIALS' });
});
