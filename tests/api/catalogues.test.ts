import { randomUUID } from 'node:crypto';
import { createProject } from '../../activities/projects/create-project';
import { volumes } from '../support/life';
import { createTestApi, type TestApi } from './support/api';
import { makeJurisdiction, makeOrganisation, makePerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

let api: TestApi;
let owner: Visitor;
let other: Visitor;
let path: string;

beforeAll(async () => {
  api = await createTestApi();
  const jurisdictionId = await makeJurisdiction(api, 'CC');
  const organisationId = await makeOrganisation(api, '建设单位', ['owner']);
  owner = await signedIn(api, await makePerson(api, '业主', [{ role: 'owner', organisationId }]));
  const elsewhere = await makeOrganisation(api, '别的单位', ['owner']);
  other = await signedIn(api, await makePerson(api, '别人', [{ role: 'owner', organisationId: elsewhere }]));
  const order = {
    jurisdictionId,
    name: '沙口水利枢纽',
    industry: '水利',
    owner: { id: organisationId },
    listing: { year: 2026, level: '市', category: 'continued', number: '1', text: {} },
  } as const;
  const origin = { now: new Date('2026-03-02T01:00:00Z'), personId: null, source: 'listing' } as const;
  const { code } = await api.admin.transaction((tx) => createProject(tx, order, origin));
  path = `/api/v1/projects/${code}/catalogues`;
});
afterAll(() => api.close());

test('an owner uploads the catalogue of the own project, and a next version of it', async () => {
  const first = await owner.post(path, { volumes: volumes(3) });
  expect([first.status, first.body.version]).toEqual([201, 1]);
  const second = await owner.post(path, { volumes: volumes(4) });
  expect([second.status, second.body.version]).toEqual([201, 2]);
  const { body } = await owner.get(path);
  expect(body.items.map((item: { version: number; volumes: number }) => [item.version, item.volumes])).toEqual([
    [2, 4],
    [1, 3],
  ]);
});

test('versions uploaded at the same time get different numbers', async () => {
  const lists = [5, 6, 7].map((count) => volumes(count, { title: randomUUID() }));
  const answers = await Promise.all(lists.map((list) => owner.post(path, { volumes: list })));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.version)).size).toBe(3);
});

test('somebody else’s project has no catalogue to upload', async () => {
  expect((await other.post(path, { volumes: volumes(3) })).status).toBe(404);
});
