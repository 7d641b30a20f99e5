import supertest from 'supertest';
import { appointSeats, fillPool } from '../api/support/panel';
import { PASSWORD, type TestPerson } from '../api/support/people';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { applicationForm, registrationForm, volumes } from '../support/life';

/** As each role, every link and every form that can be reached: no dead link, no trouble of the server, nothing of another's. */
let api: RunningApi;
let others: string;
let tracking: string;

beforeAll(async () => {
  api = await startRunningApi();
  await api.project();
  tracking = await api.project();
  const paneling = await api.project();
  others = await api.project();
  for (const code of [tracking, paneling]) {
    const { serviceId } = await api.act(api.officer, code, 'invitation.send');
    await api.act(api.owner, code, 'service.record', { serviceId });
    await api.act(api.owner, code, 'registration.submit', { form: registrationForm() });
    await api.act(api.officer, code, 'registration.confirm', { route: 'own' });
  }
  await api.act(api.officer, tracking, 'visit.record', { minutes: '现场检查', findings: [{ text: '竣工图未盖章' }] });
  await api.act(api.officer, tracking, 'suspension.propose', { reason: '资金未落实', document: '佛发改〔2026〕1号' });
  const { body } = await api.owner.post(`/api/v1/projects/${paneling}/catalogues`, { volumes: volumes(12) });
  const form = await applicationForm({ db: api.admin.client }, { id: body.id, sha256: body.sha256 });
  await api.act(api.owner, paneling, 'application.submit', { form });
  const answer = { reply: { decision: 'accept' }, reason: '材料齐全' };
  const { proposalId } = await api.act(api.officer, paneling, 'application.propose', answer);
  await api.act(api.director, paneling, 'application.decide', { proposalId, approve: true });
  await fillPool(api);
  await appointSeats(api, paneling);
  const witnessId = api.people.witness.personId;
  const dice = { kind: 'dice', startsAt: '2026-03-03T01:00:00.000Z', place: '二楼会议室', witnessId, bring: '身份证' };
  await api.act(api.officer, paneling, 'draw.freeze', { randomness: dice });
});
afterAll(() => api.close());

const ROLES = [
  'officer',
  'director',
  'recorder',
  'witness',
  'owner',
  'otherOwner',
  'westOfficer',
  'cityDirector',
  'administrator',
] as const;

/** Pages of a list are one after another without end; two are enough. */
const SEEN_ENOUGH = /[?&]cursor=/;

/** What needs no sign-in shows what is public of every bureau. */
const EVERYBODYS = /^\/(public|draws)\b/;

interface Crawled {
  /** Status of each address. */
  seen: Map<string, number>;
  /** Of pages that are not everybody's. */
  texts: string[];
}

const crawled = new Map<string, Promise<Crawled>>();

/** Each person goes round once. */
function crawl(person: TestPerson): Promise<Crawled> {
  const begun = crawled.get(person.login) ?? goRound(person);
  crawled.set(person.login, begun);
  return begun;
}

async function goRound({ login }: TestPerson): Promise<Crawled> {
  const agent = supertest.agent(api.app);
  const html = (path: string) => agent.get(path).set('Accept', 'text/html').redirects(3);
  await agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
  const seen = new Map<string, number>();
  const texts: string[] = [];
  const left = ['/'];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    const { status, text = '', type } = await html(path);
    seen.set(path, status);
    if (type !== 'text/html') continue;
    if (!EVERYBODYS.test(path)) texts.push(text);
    for (const [, found] of text.matchAll(/<a [^>]*href="(\/[^"]*)/g)) {
      const next = found!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replace(/#.*$/, '');
      if (!seen.has(next) && !SEEN_ENOUGH.test(next) && !/^\/(docs|assets|api)/.test(next)) left.push(next);
    }
  }
  return { seen, texts };
}

test.each(ROLES)('as %s', async (name) => {
  const { seen, texts } = await crawl(api.people[name]);
  expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
  const stranger = ['otherOwner', 'westOfficer', 'administrator'].includes(name);
  if (stranger) expect(texts.filter((text) => text.includes(others))).toEqual([]);
});

test('the places that mails lead to open what is to be done there', async () => {
  const agent = supertest.agent(api.app);
  const { login } = api.people.owner;
  await agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
  const lead = async (part: string) =>
    (await agent.get(`/projects/${tracking}/${part}`).set('Accept', 'text/html').expect(303)).headers.location;
  const acts = `/projects/${tracking}/acts`;
  expect(await lead('application')).toBe(`${acts}/application.submit`);
  expect(await lead('reports/2026Q1')).toBe(`${acts}/report.submit`);
  expect(await lead('findings/3f2a91bc')).toBe(`${acts}/visit_finding.answer`);
  expect(await lead('hand-over')).toBe(`/projects/${tracking}`);
  expect(await lead('nobody/knows/this')).toBe(`/projects/${tracking}`);
});

test('a form sent empty is refused on its own page, whatever the act', async () => {
  const agent = supertest.agent(api.app);
  const { login } = api.people.officer;
  await agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
  const { seen } = await crawl(api.people.officer);
  const forms = [...seen.keys()].filter((path) => /\/acts\/[\w.]+$/.test(path));
  expect(forms.length).toBeGreaterThan(40);
  for (const path of forms) {
    const { text } = await agent.get(path).set('Accept', 'text/html');
    const token = /name="_csrf" value="([^"]*)"/.exec(text)?.[1];
    if (!token || !text.includes('name="_do"')) continue;
    const { status } = await agent
      .post(path)
      .set('Accept', 'text/html')
      .field('_csrf', token)
      .field('_do', 'check')
      .redirects(0);
    expect([path, [200, 400].includes(status)]).toEqual([path, true]);
  }
});
