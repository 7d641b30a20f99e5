import { createProject, type ProjectOrder } from '../../activities/projects/create-project';
import type { PartialDate } from '../../domain/calendar/partial-date';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

let api: TestApi;
let city: string;
let east: string;
let officer: Visitor;
let director: Visitor;
let both: Visitor;
let eastOfficer: Visitor;
let west: Visitor;
const codes: Record<string, string> = {};

beforeAll(async () => {
  api = await createTestApi();
  city = await makeJurisdiction(api, 'SZ');
  east = await makeJurisdiction(api, 'DQ', city);
  const other = await makeJurisdiction(api, 'XQ', city);
  const enter = async (name: string, ...grants: Parameters<typeof makePerson>[2] & object) =>
    signedIn(api, await makePerson(api, name, grants));
  officer = await enter('王敏', { role: 'officer', jurisdictionId: city });
  director = await enter('何局', { role: 'director', jurisdictionId: city });
  both = await enter('身兼二职', { role: 'officer', jurisdictionId: city }, { role: 'director', jurisdictionId: city });
  eastOfficer = await enter('陈立', { role: 'officer', jurisdictionId: east });
  west = await enter('孙西', { role: 'director', jurisdictionId: other });
  const planned = (value: string): PartialDate => ({ value, precision: 'day', kind: 'planned' });
  await project('今年竣工', city, { completion: planned('2026-11-30') });
  await project('东区今年竣工', east, { completion: planned('2026-12-31') });
  await project('去年就该竣工', city, { completion: planned('2025-06-30') });
  await project('明年竣工', city, { completion: planned('2027-01-01') });
  await project('清单列为竣工', city, {}, 'completing');
  await project('什么也不知道', city, {});
});
afterAll(() => api.close());

async function project(
  name: string,
  jurisdictionId: string,
  about: Partial<ProjectOrder>,
  category: 'continued' | 'completing' = 'continued',
): Promise<void> {
  const listing = { year: 2026, level: '市', category, number: name, text: {} };
  const order = { jurisdictionId, name, industry: '市政', listing, ...about };
  const origin = { now: new Date(), personId: null, source: 'listing' as const };
  codes[name] = (await api.admin.transaction((tx) => createProject(tx, order, origin))).code;
}

const propose = (by: Visitor, changes: object = {}) =>
  by.post('/api/v1/annual-plans', { jurisdictionId: city, year: 2026, ...changes });
const lines = async (by: Visitor, id: string) =>
  (await by.get(`/api/v1/annual-plans/${id}/projects`)).body.items.map(({ name }: { name: string }) => name).sort();

describe('an annual acceptance plan', () => {
  test('is proposed from planned completion dates, with what the officer adds and leaves out, until it is fixed', async () => {
    const { status, body } = await propose(officer);
    expect([status, body.count]).toEqual([201, 4]);
    const due = ['东区今年竣工', '今年竣工', '去年就该竣工', '清单列为竣工'];
    expect(await lines(officer, body.id)).toEqual(due.sort());
    const again = await propose(officer, { add: [codes.什么也不知道], leaveOut: [codes.去年就该竣工] });
    expect(again.body).toEqual({ id: body.id, count: 4 });
    expect(await lines(director, body.id)).toContain('什么也不知道');

    const fix = (by: Visitor, count: number) => by.post(`/api/v1/annual-plans/${body.id}/fixing`, { count });
    expect((await fix(officer, 4)).status).toBe(403);
    expect((await fix(west, 4)).status).toBe(404);
    expect((await fix(director, 109)).body).toMatchObject({ code: 'STALE_VERSION', field: 'count', allowed: 4 });
    expect((await fix(director, 4)).status).toBe(204);
    expect((await fix(director, 4)).body).toMatchObject({ code: 'PLAN_FIXED' });
    expect((await propose(officer)).body).toMatchObject({ code: 'PLAN_FIXED' });
    expect((await officer.get(`/api/v1/annual-plans/${body.id}`)).body).toMatchObject({
      count: 4,
      accepted: 0,
      byStage: { planned: 4 },
      fixedBy: { name: '何局' },
    });
  });

  test('takes two people, also where one holds both roles', async () => {
    const { id, count } = (await propose(both, { year: 2027 })).body;
    const fix = (by: Visitor) => by.post(`/api/v1/annual-plans/${id}/fixing`, { count });
    expect((await fix(both)).body).toMatchObject({ code: 'SAME_PERSON' });
    expect((await fix(director)).status).toBe(204);
  });

  test('of the city is not the districts’ to see or make; a district has its own', async () => {
    expect((await propose(eastOfficer)).status).toBe(403);
    expect((await eastOfficer.get('/api/v1/annual-plans')).body.items).toEqual([]);
    const { body } = await propose(eastOfficer, { jurisdictionId: east, add: [codes.今年竣工] });
    expect(body).toMatchObject({ status: 404, field: 'add', value: codes.今年竣工 });
    const own = (await propose(eastOfficer, { jurisdictionId: east })).body;
    expect(await lines(eastOfficer, own.id)).toEqual(['东区今年竣工']);
    expect((await officer.get('/api/v1/annual-plans?year=2026')).body.items).toHaveLength(2);
  });

  test('moves no more in the database either, once it is fixed', async () => {
    const { items } = (await officer.get('/api/v1/annual-plans?year=2027')).body;
    const projectId = (await api.admin.client.project.findFirstOrThrow({ where: { code: codes.明年竣工 } })).id;
    const { personId } = await api.admin.client.grant.findFirstOrThrow({
      where: { role: 'officer', jurisdictionId: city },
    });
    const where = { planId: items[0].id, projectId };
    const took = await api.deps.database.withPerson(personId, (tx) => tx.annualPlanItem.deleteMany({ where }));
    expect(took.count).toBe(0);
  });
});

describe('the schedule of a plan', () => {
  beforeAll(() => api.admin.transaction(loadDefaults));
  const scheduleOf = async (by: Visitor, query = '') => {
    const { items } = (await officer.get('/api/v1/annual-plans?year=2026')).body;
    const plan = items.find(({ jurisdiction }: { jurisdiction: { id: string } }) => jurisdiction.id === city);
    return by.get(`/api/v1/annual-plans/${plan.id}/schedule${query}`);
  };
  const lottery = (changes: object = {}) => {
    const result = { lottery: '双色球', drawnOn: '2020-01-02', numbers: '3 8 12 19 24 31 5', ...changes };
    return `?${new URLSearchParams(result)}`;
  };

  test('says of each project when, or why not; a bureau without experts and staff misses all', async () => {
    const { status, body } = await scheduleOf(director);
    expect([status, body.lot, body.experts]).toEqual([200, null, { people: 0, seats: 0, seatsLeft: 0 }]);
    expect(body.lines).toHaveLength(4);
    const reasons = body.lines.flatMap(({ miss }: { miss: { reason: string } | null }) => miss?.reason ?? []);
    expect(reasons).toHaveLength(body.least);
    expect(new Set(reasons)).toEqual(new Set(reasons.filter((reason: string) => /^NO_(TIME|STAFF)$/.test(reason))));
  });

  test('is its own bureau’s to read, and takes a whole lottery of after the fixing', async () => {
    expect((await scheduleOf(eastOfficer)).status).toBe(404);
    expect((await scheduleOf(west)).status).toBe(404);
    expect((await scheduleOf(officer, lottery())).body).toMatchObject({
      code: 'LOTTERY_NOT_FUTURE',
      field: 'drawnOn',
      value: '2020-01-02',
    });
    expect((await scheduleOf(officer, '?lottery=双色球')).body).toMatchObject({ code: 'BAD_INPUT', field: 'drawnOn' });
    expect((await scheduleOf(officer, '?halfDays=0')).body).toMatchObject({ code: 'BAD_INPUT' });
    expect((await scheduleOf(officer, lottery({ drawnOn: 'yesterday' }))).body).toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('lines of the lists', () => {
  const line = { year: 2027, level: '市', category: 'completing', number: '17', text: { 项目名称: '今年竣工（续）' } };

  test('of a later year are linked to the project that there is', async () => {
    const link = (code: string | undefined, by = officer) => by.post(`/api/v1/projects/${code}/listings`, line);
    const first = await link(codes.今年竣工);
    expect(first.status).toBe(201);
    expect((await link(codes.今年竣工)).body).toEqual(first.body);
    expect((await link(codes.明年竣工)).body).toMatchObject({ code: 'LISTING_TAKEN' });
    expect((await link(codes.今年竣工, eastOfficer)).status).toBe(404);
    const { items } = (await officer.get('/api/v1/listings?year=2027')).body;
    expect(items).toMatchObject([{ number: '17', project: { code: codes.今年竣工 } }]);
  });

  test('taken in another bureau are refused with the number, and nothing of the project', async () => {
    const { body } = await eastOfficer.post(`/api/v1/projects/${codes.东区今年竣工}/listings`, line);
    expect(body).toMatchObject({
      code: 'LISTING_TAKEN',
      field: 'listing.number',
      value: '17',
      year: 2027,
      level: '市',
    });
    expect(JSON.stringify(body)).not.toContain(codes.今年竣工);
  });

  test('are seen by who sees the project', async () => {
    expect((await eastOfficer.get('/api/v1/listings')).body.items).toHaveLength(1);
    expect((await west.get('/api/v1/listings')).body.items).toEqual([]);
    expect((await officer.get('/api/v1/listings?category=completing')).body.items).toHaveLength(2);
  });
});
