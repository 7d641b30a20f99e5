import { shippedWording } from '../../activities/wordings/shipped-wordings';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

/** Texts of mails by contract; those of papers are tried with the papers (conclusion.test.ts). */
let api: TestApi;
let city: string;
let east: string;
const visitors = {} as Record<'admin' | 'officer' | 'director' | 'eastOfficer' | 'west' | 'witness', Visitor>;

beforeAll(async () => {
  api = await createTestApi();
  city = await makeJurisdiction(api, 'SZ');
  east = await makeJurisdiction(api, 'DQ', city);
  const west = await makeJurisdiction(api, 'XQ', city);
  const people = {
    admin: await makePerson(api, '冯嘉豪', [{ role: 'admin' }]),
    officer: await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city }]),
    director: await makePerson(api, '梁国栋', [{ role: 'director', jurisdictionId: city }]),
    eastOfficer: await makePerson(api, '周敏', [{ role: 'officer', jurisdictionId: east }]),
    west: await makePerson(api, '何志强', [{ role: 'director', jurisdictionId: west }]),
    witness: await makePerson(api, '黄建国', [{ role: 'witness', jurisdictionId: city }]),
  };
  for (const [name, person] of Object.entries(people)) {
    visitors[name as keyof typeof visitors] = await signedIn(api, person);
  }
});
afterAll(() => api.close());

const KIND = 'report-due';
const shipped = JSON.parse(JSON.stringify(shippedWording('mail', KIND)));
const at = (bureau = city, code: string = KIND) => `/api/v1/jurisdictions/${bureau}/wordings/mail/${code}`;
const subject = async (bureau: string, visitor = visitors.officer) =>
  ((await visitor.get(at(bureau))).body as { inForce: { body: { subject: string } } }).inForce.body.subject;

test('a bureau’s text is proposed by one, approved by another, and counts from its day on, below it too', async () => {
  const { admin, officer, director } = visitors;
  const before = (await officer.get(at())).body;
  expect(before).toMatchObject({
    inForce: { id: null, jurisdictionId: null, version: 1, body: shipped },
    versions: [],
  });
  expect(before.fields).toMatchObject({
    project: '富龙西江特大桥工程',
    bureau: expect.any(String),
    dueBy: expect.any(String),
  });

  const body = { ...shipped, subject: '{bureau}提醒：{period}' };
  const { id, version } = (await admin.post(at(), { body, reason: '统一口径' })).body;
  expect(version).toBe(2);
  expect((await officer.post(at(), { body, reason: '同' })).body).toMatchObject({ code: 'PROPOSAL_OPEN', value: KIND });
  expect(await subject(city)).toBe(shipped.subject);
  const list = (await officer.get(`/api/v1/jurisdictions/${city}/wordings`)).body.items;
  expect(list.find(({ code }: { code: string }) => code === KIND)).toMatchObject({
    waiting: { id },
    inForce: { version: 1 },
  });
  expect((await director.get('/api/v1/decisions')).body.items).toMatchObject([
    { kind: 'wording', id, code: KIND, bureau: 'SZ市档案局' },
  ]);

  const decide = (visitor: Visitor, given: object) => visitor.post(`/api/v1/wordings/${id}/decision`, given);
  expect((await decide(admin, { approve: true })).status).toBe(403);
  expect((await decide(visitors.west, { approve: true })).status).toBe(403);
  expect((await decide(director, { approve: false })).body).toMatchObject({ code: 'REASON_REQUIRED', field: 'reason' });
  expect((await decide(director, { approve: true })).status).toBe(204);
  expect((await decide(director, { approve: true })).body).toMatchObject({ code: 'PROPOSAL_DECIDED' });
  expect(await subject(city)).toBe(body.subject);
  expect(await subject(east, visitors.eastOfficer)).toBe(body.subject);
  expect((await director.get('/api/v1/decisions')).body.items).toEqual([]);
  const types = (await api.admin.client.auditEvent.findMany({ where: { type: { startsWith: 'wording.' } } })).map(
    ({ type }) => type,
  );
  expect(types.sort()).toEqual(['wording.approved', 'wording.proposed']);
});

test('one that is to come waits for its day', async () => {
  const { officer, director } = visitors;
  const before = await subject(city);
  const body = { ...shipped, subject: '明年起：{period}' };
  const past = await officer.post(at(), { body, effectiveFrom: '2020-01-01', reason: 'x' });
  expect(past.body).toMatchObject({ code: 'BAD_INPUT', field: 'effectiveFrom', value: '2020-01-01' });
  const { id } = (await officer.post(at(), { body, effectiveFrom: '2099-01-01', reason: '明年启用' })).body;
  expect((await director.post(`/api/v1/wordings/${id}/decision`, { approve: true })).status).toBe(204);
  expect(await subject(city)).toBe(before);
  const list = (await officer.get(`/api/v1/jurisdictions/${city}/wordings`)).body.items;
  expect(list.find(({ code }: { code: string }) => code === KIND)).toMatchObject({
    toCome: { id, effectiveFrom: '2099-01-01' },
  });
});

test.each([
  [
    { ...shipped, heading: '{owner}' },
    { code: 'WORDING_FIELD_UNKNOWN', field: 'heading.text', value: 'owner' },
  ],
  [
    { ...shipped, blocks: shipped.blocks.slice(0, 1) },
    { code: 'WORDING_INVALID', field: 'blocks', allowed: 'button' },
  ],
  [
    { ...shipped, style: 'x' },
    { code: 'WORDING_INVALID', field: 'style' },
  ],
  [shipped, { code: 'NOTHING_CHANGED' }],
])('what can’t be said is refused when it is proposed', async (body, refusal) => {
  const place = at(city, body === shipped ? 'report-late' : KIND);
  const given = body === shipped ? shippedWording('mail', 'report-late') : body;
  expect((await visitors.officer.post(place, { body: given, reason: 'x' })).body).toMatchObject(refusal);
  if ('value' in refusal) {
    expect((await visitors.officer.post(`${place}/preview`, { body: given })).body).toMatchObject(refusal);
  }
});

test('a preview is the mail, filled with a sample; nothing is kept of it', async () => {
  const body = { ...shipped, heading: '<i>请报送</i>{period}' };
  const { status, text } = await visitors.officer.post(`${at()}/preview`, { body });
  expect(status).toBe(200);
  expect(text).toContain('&lt;i&gt;请报送&lt;/i&gt;2026年第四季度');
  expect(await api.admin.client.wordingVersion.count()).toBe(2);
});

test('it is no concern of others', async () => {
  const { witness, west, eastOfficer } = visitors;
  expect((await witness.get(at())).status).toBe(403);
  expect((await west.get(at(east))).status).toBe(403);
  expect((await eastOfficer.post(at(city), { body: shipped, reason: 'x' })).status).toBe(403);
  expect((await visitors.officer.get(at(city, 'no-such-kind'))).body).toMatchObject({ code: 'WORDING_UNKNOWN' });
});
