import { loginLinkToken } from '../../activities/accounts/login-link-token';
import { firstAdministrator } from '../../ops/first-administrator';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { createTestApi, type TestApi } from './support/api';
import { Visitor } from './support/visitor';

/** A city with two districts is set up over HTTP alone, from the one-time password that the first start prints. */
let api: TestApi;
const password = 'cobalt-ferry-window-31';

const people: Record<string, { id: string; visitor: Visitor }> = {};
const at = (name: string) => people[name]!;
const ids = {} as Record<'city' | 'east' | 'west' | 'owner' | 'institute' | 'expert', string>;

beforeAll(async () => {
  api = await createTestApi();
  await api.admin.transaction(loadDefaults);
});
afterAll(() => api.close());

/** Sends and insists on success. */
async function done(visitor: Visitor, method: 'post' | 'patch' | 'get', path: string, body?: unknown) {
  const response = await visitor.send(method, path, body);
  if (response.status >= 300) throw new Error(`${method} ${path} ${response.status}: ${response.text}`);
  return response.body;
}

async function enter(login: string, link: string): Promise<Visitor> {
  const token = loginLinkToken(api.deps.config.hmacKey, link.slice('/links/'.length));
  await done(new Visitor(api), 'post', `/api/v1/links/${token}`, { password });
  return signIn(login, password);
}

async function signIn(login: string, given: string): Promise<Visitor> {
  const visitor = new Visitor(api);
  visitor.csrfToken = (await done(visitor, 'post', '/api/v1/session', { login, password: given })).csrfToken;
  return visitor;
}

/** The link of the first mail to a person, by its id as the outbox keeps it. */
async function firstLink(personId: string): Promise<string> {
  const mail = await api.admin.client.outboxMail.findFirstOrThrow({ where: { personId, kind: 'first-login' } });
  return (mail.data as { link: string }).link;
}

/** Makes an account as an administrator does, and enters by the link of its first mail. */
async function account(by: Visitor, name: string, login: string, grants: object[]): Promise<string[]> {
  const body = { person: { name }, login, address: `${login}@example.test`, grants };
  const made = await done(by, 'post', '/api/v1/accounts', body);
  people[name] = { id: made.personId, visitor: await enter(login, await firstLink(made.personId)) };
  return made.grantIds;
}

const confirm = (by: string, grantId: string) => at(by).visitor.post(`/api/v1/grants/${grantId}/confirmation`);

test('the administrator of the first start enters, and makes a second', async () => {
  const { login, oneTimePassword } = (await firstAdministrator(api.admin, api.deps.machineClock))!;
  const first = await signIn(login, oneTimePassword);
  expect((await first.put('/api/v1/me/password', { current: oneTimePassword, password })).status).toBe(204);
  const visitor = await signIn(login, password);
  people.管理员 = { id: (await done(visitor, 'get', '/api/v1/me')).id, visitor };
  await account(visitor, '周管', 'admin2', [{ role: 'admin' }]);
});

test('the tree of jurisdictions', async () => {
  const { visitor } = at('管理员');
  const bureau = (code: string, name: string, parentId: string | null = null) => ({
    code,
    name,
    bureauName: `${name}档案局`,
    paperCode: `${name}档`,
    parentId,
  });
  ids.city = (await done(visitor, 'post', '/api/v1/jurisdictions', bureau('SZ', '市直'))).id;
  ids.east = (await done(visitor, 'post', '/api/v1/jurisdictions', bureau('DQ', '东区', ids.city))).id;
  ids.west = (await done(visitor, 'post', '/api/v1/jurisdictions', bureau('XQ', '西区', ids.city))).id;
  await done(visitor, 'patch', `/api/v1/jurisdictions/${ids.east}`, { phone: '0757-88886666' });
  const { items } = await done(visitor, 'get', '/api/v1/jurisdictions');
  expect(items).toMatchObject([
    { code: 'SZ', parentId: null, phone: null },
    { code: 'DQ', paperCode: '东区档', phone: '0757-88886666' },
    { code: 'XQ', phone: null },
  ]);
  const again = await visitor.post('/api/v1/jurisdictions', bureau('SZ', '市直'));
  expect(again.body).toMatchObject({ status: 409, code: 'ALREADY_EXISTS' });
});

test('the first director is confirmed by the second administrator, and by nobody alone', async () => {
  const { visitor } = at('管理员');
  const [grant] = await account(visitor, '何局', 'director', [
    { role: 'director', jurisdictionId: ids.city, section: '业务科' },
  ]);
  expect((await at('何局').visitor.get('/api/v1/grants?state=waiting')).body.items).toHaveLength(1);
  expect((await confirm('管理员', grant!)).body).toMatchObject({ code: 'SAME_PERSON' });
  expect((await confirm('何局', grant!)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect((await confirm('周管', grant!)).status).toBe(204);
  const { grants } = await done(at('何局').visitor, 'get', '/api/v1/session');
  expect(grants).toMatchObject([{ role: 'director', jurisdictionId: ids.city }]);
});

test('from then on directors confirm, those of the city for its districts too', async () => {
  const { visitor } = at('管理员');
  const [second] = await account(visitor, '吴副局', 'director2', [{ role: 'director', jurisdictionId: ids.city }]);
  const [east] = await account(visitor, '东区局长', 'east', [{ role: 'director', jurisdictionId: ids.east }]);
  for (const grant of [second!, east!]) {
    expect((await confirm('周管', grant)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await confirm('何局', grant)).status).toBe(204);
  }
  expect((await confirm('何局', east!)).body).toMatchObject({ code: 'ALREADY_EXISTS' });
  const staff: [string, string, object][] = [
    ['王经办', 'officer', { role: 'officer', jurisdictionId: ids.city, section: '业务科' }],
    ['李记录', 'recorder', { role: 'recorder', jurisdictionId: ids.city, section: '办公室' }],
    ['赵公证', 'witness', { role: 'witness', jurisdictionId: ids.city, section: '法规科' }],
  ];
  for (const [name, login, grant] of staff) {
    const [id] = await account(visitor, name, login, [grant]);
    expect((await done(at(name).visitor, 'get', '/api/v1/session')).grants).toEqual([]);
    expect((await confirm('吴副局', id!)).status).toBe(204);
  }
  const [officer] = await account(visitor, '东区经办', 'east-officer', [{ role: 'officer', jurisdictionId: ids.east }]);
  expect((await confirm('东区局长', officer!)).status).toBe(204);
});

test('a district’s director confirms nothing of the city or of another district', async () => {
  const { visitor } = at('管理员');
  const grants = await account(visitor, '孙经办', 'officer2', [
    { role: 'officer', jurisdictionId: ids.city },
    { role: 'officer', jurisdictionId: ids.west },
  ]);
  for (const grant of grants) expect((await confirm('东区局长', grant)).status).toBe(404);
});

test('organisations, people and their memberships', async () => {
  const { visitor } = at('王经办');
  const body = { name: '江州地铁集团有限公司', creditCode: '91440600MA4W2X3Y5T', kinds: ['owner'] };
  ids.owner = (await done(visitor, 'post', '/api/v1/organisations', body)).id;
  ids.institute = (
    await done(visitor, 'post', '/api/v1/organisations', { name: '江州设计院', kinds: ['design', 'employer'] })
  ).id;
  expect((await visitor.post('/api/v1/organisations', body)).body).toMatchObject({
    code: 'ALREADY_EXISTS',
    existingId: ids.owner,
  });
  await done(visitor, 'post', `/api/v1/organisations/${ids.institute}/names`, {
    name: '江州规划设计院',
    from: '2026-07-01',
  });
  const found = await done(visitor, 'get', '/api/v1/organisations?search=江州设计院');
  expect(found.items).toMatchObject([{ id: ids.institute, name: '江州规划设计院' }]);

  ids.expert = (
    await done(visitor, 'post', '/api/v1/people', {
      name: '林专家',
      title: '研究馆员',
      phone: '13800001111',
      address: 'lin@example.test',
    })
  ).id;
  const membership = { personId: ids.expert, organisationId: ids.institute, kind: 'employment', from: '2015-03-01' };
  const { id } = await done(visitor, 'post', '/api/v1/memberships', membership);
  const list = await done(visitor, 'get', `/api/v1/memberships?personId=${ids.expert}`);
  expect(list.items).toMatchObject([{ id, person: { name: '林专家' }, from: '2015-03-01', until: null }]);
});

test('members of the pools; a district neither sees nor fills the city’s', async () => {
  const { visitor } = at('王经办');
  const member = {
    personId: ids.expert,
    jurisdictionId: ids.city,
    specialties: ['市政', '档案'],
    titleLevel: '正高',
    yearsInField: 20,
    birthDate: '1970-05-01',
  };
  const { id } = await done(visitor, 'post', '/api/v1/pool-members', member);
  expect(await done(visitor, 'get', `/api/v1/pool-members/${id}`)).toMatchObject({
    person: { name: '林专家' },
    employerIds: [ids.institute],
    status: 'active',
  });
  const east = at('东区经办').visitor;
  expect((await done(east, 'get', '/api/v1/pool-members')).items).toEqual([]);
  expect((await east.get(`/api/v1/pool-members/${id}`)).status).toBe(404);
  expect((await east.post('/api/v1/pool-members', member)).status).toBe(403);
  expect((await done(visitor, 'get', '/api/v1/pool-members?specialty=市政')).items).toHaveLength(1);
  expect((await done(visitor, 'get', '/api/v1/pool-members?specialty=水利')).items).toEqual([]);
});

test('an expert’s account, for the person that the bureau entered', async () => {
  const body = { person: { id: ids.expert }, login: 'lin', address: 'lin@example.test', grants: [{ role: 'expert' }] };
  await done(at('管理员').visitor, 'post', '/api/v1/accounts', body);
  const visitor = await enter('lin', await firstLink(ids.expert));
  const relation = { kind: 'advice', organisationId: ids.owner, from: '2026-01-01' };
  await done(visitor, 'post', '/api/v1/me/relations', relation);
  const declared = await done(at('王经办').visitor, 'get', `/api/v1/people/${ids.expert}/relations`);
  expect(declared.items).toMatchObject([{ kind: 'advice', organisationId: ids.owner }]);
});

test('a new version of a rule set takes two people', async () => {
  const { visitor } = at('管理员');
  const { items } = await done(visitor, 'get', '/api/v1/rule-sets?code=default');
  const { body } = await done(visitor, 'get', `/api/v1/rule-sets/${items[0].id}`);
  const next = { ...body, version: items[0].version + 1, effectiveFrom: '2027-01-01' };
  const { id, sha256 } = await done(visitor, 'post', '/api/v1/rule-sets', { body: next });
  const approve = (by: string) => at(by).visitor.post(`/api/v1/rule-sets/${id}/approval`, { sha256 });
  expect((await approve('管理员')).body).toMatchObject({ code: 'SAME_PERSON' });
  expect((await approve('何局')).status).toBe(204);
  expect((await approve('吴副局')).body).toMatchObject({ code: 'PROPOSAL_DECIDED' });
});

test('a holiday notice, once', async () => {
  const { visitor } = at('管理员');
  const notice = {
    year: 2027,
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    work: ['2027-01-09'],
  };
  const first = await visitor.post('/api/v1/holiday-notices', notice);
  expect(first.status).toBe(201);
  const { status, body } = await visitor.post('/api/v1/holiday-notices', notice);
  expect([status, body]).toEqual([200, { loadId: first.body.loadId }]);
  const wrong = await visitor.post('/api/v1/holiday-notices', { ...notice, work: ['2027-01-05'] });
  expect(wrong.body).toMatchObject({ code: 'CALENDAR_INVALID', field: 'work[0]' });
  const { items, loads } = await done(visitor, 'get', '/api/v1/holiday-notices');
  expect(items[0]).toMatchObject({ year: 2027, version: 1 });
  // No Temporal here: what it could not be told waits, and the notice counts all the same.
  expect(loads).toMatchObject([{ id: first.body.loadId, finishedAt: null }]);
});

test('what was set up is in the chains of the audit log, whole', async () => {
  const { items } = await done(at('何局').visitor, 'get', '/api/v1/audit/events?chain=jurisdiction/SZ');
  const types = items.map(({ type }: { type: string }) => type);
  expect(types).toEqual(expect.arrayContaining(['grant.proposed', 'grant.confirmed', 'pool.joined']));
});
