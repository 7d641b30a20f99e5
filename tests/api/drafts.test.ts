import { createProject } from '../../activities/projects/create-project';
import { createTestApi, newKey, type TestApi } from './support/api';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

let api: TestApi;
let officer: Visitor;
let colleague: Visitor;
let stranger: Visitor;
let expert: TestPerson;
let code: string;

beforeAll(async () => {
  api = await createTestApi();
  const east = await makeJurisdiction(api, 'DQ');
  const west = await makeJurisdiction(api, 'XQ');
  const enter = async (name: string, jurisdictionId: string) =>
    signedIn(api, await makePerson(api, name, [{ role: 'officer', jurisdictionId }]));
  officer = await enter('王敏', east);
  colleague = await enter('陈立', east);
  stranger = await enter('孙西', west);
  expert = await makePerson(api, '林专家');
  const member = { specialties: ['市政'], titleLevel: 'senior', yearsInField: 9, joinedOn: new Date('2020-01-01') };
  await api.admin.client.poolMembership.create({
    data: { personId: expert.personId, jurisdictionId: east, ...member },
  });
  const listing = { year: 2026, level: '市', category: 'continued' as const, number: '1', text: {} };
  const order = { jurisdictionId: east, name: '一号工程', industry: '市政', listing };
  const origin = { now: new Date(), personId: null, source: 'listing' as const };
  ({ code } = await api.admin.transaction((tx) => createProject(tx, order, origin)));
});
afterAll(() => api.close());

describe('a draft', () => {
  const path = () => `/api/v1/projects/${code}/drafts/visit.record`;
  const save = (version: number, minutes: string, by = officer) => by.put(path(), { version, body: { minutes } });

  test('is saved again and again, and never over a newer one', async () => {
    expect((await officer.get(path())).status).toBe(404);
    expect((await save(0, '现场检查')).body).toEqual({ version: 1 });
    expect((await save(1, '现场检查库房')).body).toEqual({ version: 2 });
    for (const late of [0, 1]) expect((await save(late, '旧的')).body).toMatchObject({ code: 'STALE_VERSION' });
    expect((await officer.get(path())).body).toMatchObject({ version: 2, body: { minutes: '现场检查库房' } });
  });

  test('is its author’s alone, and there is none of what is sealed', async () => {
    expect((await colleague.get(path())).status).toBe(404);
    expect((await save(0, '别人的', stranger)).status).toBe(404);
    expect((await save(0, '同事的', colleague)).body).toEqual({ version: 1 });
    expect((await officer.delete(path())).status).toBe(204);
    expect((await officer.get(path())).status).toBe(404);
    expect((await colleague.get(path())).status).toBe(200);
    const ballot = await officer.put(`/api/v1/projects/${code}/drafts/ballot.cast`, {
      version: 0,
      body: { vote: 'pass' },
    });
    expect(ballot.body).toMatchObject({ code: 'BAD_INPUT', field: 'kind' });
  });
});

describe('fields of a draft', () => {
  const path = () => `/api/v1/projects/${code}/drafts/call.log`;
  const write = (fields: object, key = newKey()) =>
    officer.post(`${path()}/fields`, { fields }, { 'Idempotency-Key': key });
  const form = async () => (await officer.get(path())).body.body.form;

  test('are saved one by one, each once for its key, and what others wrote stays', async () => {
    const key = newKey();
    expect((await write({ words: '下周补交' }, key)).body).toEqual({ version: 1 });
    expect((await write({ spokeWith: '李文静' })).body).toEqual({ version: 2 });
    expect((await write({ words: '本周补交' })).body).toEqual({ version: 3 });
    expect((await write({ words: '下周补交' }, key)).body).toEqual({ version: 1 });
    expect(await form()).toEqual({ words: '本周补交', spokeWith: '李文静' });
    await write({ spokeWith: null });
    expect(await form()).toEqual({ words: '本周补交' });
  });

  test('that come at once are all there', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => write({ [name]: name })));
    expect(await form()).toMatchObject({ a: 'a', b: 'b', c: 'c', d: 'd' });
  });

  test('are refused when they are no fields, or too much', async () => {
    for (const fields of [{ 'a b': '1' }, { a: 1 }, { a: '字'.repeat(10_001) }]) {
      expect((await write(fields)).body).toMatchObject({ code: 'BAD_INPUT' });
    }
    const much = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f${at}`, 'x'.repeat(9_999)]));
    expect((await write(much)).body).toMatchObject({ code: 'BAD_INPUT', field: 'fields' });
    expect(await form()).toMatchObject({ a: 'a' });
  });
});

describe('an expert who says on the telephone when he is away', () => {
  const path = () => `/api/v1/people/${expert.personId}/absences`;
  const days = { from: '2026-12-01', until: '2026-12-05', channel: 'phone' };

  test('is recorded by the bureau that keeps the record, and sees it', async () => {
    const { status, body } = await officer.post(path(), days);
    expect(status).toBe(201);
    expect((await colleague.get(path())).body.items).toMatchObject([{ id: body.id, ...days }]);
    const own = await (await signedIn(api, expert)).get('/api/v1/me/absences');
    expect(own.body.items).toMatchObject([{ id: body.id, from: days.from }]);
  });

  test('by no other, and never as if he had done it on the web', async () => {
    expect((await stranger.post(path(), days)).status).toBe(404);
    expect((await stranger.get(path())).body.items).toEqual([]);
    expect((await officer.post(path(), { ...days, channel: 'web' })).body).toMatchObject({ field: 'channel' });
    expect((await officer.post(path(), { ...days, until: '2026-11-30' })).body).toMatchObject({ field: 'until' });
  });
});
