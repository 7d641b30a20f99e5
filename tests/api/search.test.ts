import { fillInitials } from '../../activities/projects/initials';
import { type RunningApi, startRunningApi } from './support/running-api';

/** What the search box finds a project by. */
let api: RunningApi;
let code: string;
let other: string;

beforeAll(async () => {
  api = await startRunningApi();
  code = await api.project();
  other = await api.project();
  await api.admin.client.personDetails.create({ data: { personId: api.people.owner.personId, phone: '13929912345' } });
  await api.admin.client.project.updateMany({ where: { code: other }, data: { shortName: null } });
  const { status } = await api.officer.send('patch', `/api/v1/projects/${code}`, { shortName: '沙口站' });
  expect(status).toBe(204);
});
afterAll(() => api.close());

const found = async (q: string, visitor = api.officer): Promise<string[]> => {
  const { status, body } = await visitor.get(`/api/v1/projects?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.items.map((each: { code: string }) => each.code);
};

test.each([
  ['a part of the name', '水利枢纽', 2],
  ['initials of the name', 'slsn', 2],
  ['initials in capitals and with a blank', 'D1H SL', 1],
  ['the short name', '沙口站', 1],
  ['initials of the short name', 'skz', 1],
  ['the owner', '沙口水利枢纽站', 2],
  ['a contact’s telephone number', '139 2991', 2],
  ['the end of a telephone number', '2345', 2],
])('%s', async (_, q, count) => {
  expect(await found(q)).toHaveLength(count);
});

test('the code, whole or in part, in any case', async () => {
  expect(await found(code.toLowerCase())).toEqual([code]);
  expect(await found(other.slice(-6))).toEqual([other]);
});

test.each([['zzzz'], ['没有的'], ['%'], ['_'], ['\\'], ['999999']])('nothing for %s', async (q) => {
  expect(await found(q)).toEqual([]);
});

test('nobody finds what is another bureau’s', async () => {
  expect(await found('水利', api.westOfficer)).toEqual([]);
  expect(await found('2345', api.westOfficer)).toEqual([]);
});

test('a project that an earlier version left without is found after the next start', async () => {
  await api.admin.client.project.updateMany({ where: { code: other }, data: { initials: null } });
  expect(await found('d2hsl')).toEqual([]);
  await api.admin.transaction(fillInitials);
  expect(await found('d2hsl')).toEqual([other]);
});

test('a name that was corrected is found by its own initials', async () => {
  const { body } = await api.officer.get(`/api/v1/projects/${code}/facts`);
  const [made] = body.items.slice(-1);
  const content = {
    ...{ factId: made.id, field: 'name', oldValue: '第1号水利枢纽工程', newValue: '长青路净水厂' },
    reason: '名单有误',
  };
  const { proposalId } = await api.act(api.officer, code, 'correction.propose', content);
  await api.act(api.director, code, 'correction.decide', { proposalId, approve: true });
  expect(await found('cqljsc')).toEqual([code]);
  expect(await found('d1hsl')).toEqual([]);
});
