import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { PASSWORD } from './support/people';
import { type RunningApi, startRunningApi } from './support/running-api';

/** One thing done to many projects by pages: who is shown first, and what became of each row. */
let api: RunningApi;
let agent: ReturnType<typeof supertest.agent>;
let codes: string[];

beforeAll(async () => {
  api = await startRunningApi();
  codes = [await api.project(), await api.project()];
  await api.act(api.officer, codes[0]!, 'invitation.send');
  agent = supertest.agent(api.app);
  const { login } = api.people.officer;
  await agent.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
});
afterAll(() => api.close());

const path = (job: string, ...of: string[]) => `/bulk?do=${job}${of.map((code) => `&code=${code}`).join('')}`;
const open = async (address: string) => (await agent.get(address).set('Accept', 'text/html').expect(200)).text;
const steps = (html: string) => [...html.matchAll(/name="step" value="([^"]+)"/g)].map(([, id]) => id!);
const send = (address: string, html: string, body: object) =>
  agent
    .post(address)
    .type('form')
    .set('Accept', 'text/html')
    .send({ _csrf: /name="_csrf" value="([^"]*)"/.exec(html)![1], _key: randomUUID(), ...body });

test('a reminder is previewed with its reader, and sent once it is confirmed', async () => {
  const address = path('remind', ...codes);
  expect(steps(await open(address))).toEqual([]);
  const until = new Date('2026-04-01T00:00:00Z');
  await api.admin.client.outboxMail.updateMany({ data: { state: 'accepted', acceptedAt: until, validUntil: until } });
  const html = await open(address);
  expect(html).toContain('李文静');
  expect(html).toContain('其余1个项目没有可办的');
  const [step] = steps(html);
  const { text } = await send(address, html, { step }).expect(200);
  expect(text).toContain('1行都已办理');
  expect(await api.admin.client.outboxMail.findUnique({ where: { id: step } })).toMatchObject({ state: 'queued' });
});

test('a row that is refused says why, and keeps none of the others', async () => {
  const address = path('assign', ...codes);
  const html = await open(address);
  const stranger = api.people.westOfficer.personId;
  const refused = await send(address, html, { step: steps(html), caseOfficerId: stranger }).expect(200);
  expect(refused.text).toContain('有2行没有办理');
  const { secondOfficer } = api.people;
  const given = await send(address, html, { step: steps(html)[0], caseOfficerId: secondOfficer.personId }).expect(200);
  expect(given.text).toContain('1行都已办理');
  expect(await api.admin.client.project.count({ where: { caseOfficerId: secondOfficer.personId } })).toBe(1);
});

test('cases are printed, one of another bureau is not among them', async () => {
  expect(await open(path('print', ...codes))).toContain(codes[1]);
  const west = supertest.agent(api.app);
  const { login } = api.people.westOfficer;
  await west.post('/sign-in').type('form').send({ login, password: PASSWORD }).expect(303);
  const { text } = await west
    .get(path('print', ...codes))
    .set('Accept', 'text/html')
    .expect(200);
  expect(text).not.toContain('<section class="card sheet"');
});
