import type { ReadinessCheck } from '../../api/deps';
import { MESSAGE_KINDS } from '../../domain/mail/message-kind';
import { createTestApi, type TestApi } from './support/api';
import { FormVisitor } from './support/form-visitor';
import { makeJurisdiction, makePerson, type TestPerson } from './support/people';

/** The queue of mail as an officer works it off, and what an administrator is told of the system. */
let api: TestApi;
let officer: FormVisitor;
let stranger: FormVisitor;
let admin: FormVisitor;
let owner: TestPerson;
let late: string | null = null;

const check: ReadinessCheck = {
  name: 'mail',
  problem: async () => late,
  measure: { name: 'late', help: 'late', read: async () => 2_400 },
};

beforeAll(async () => {
  api = await createTestApi({}, [check]);
  const city = await makeJurisdiction(api, 'SZ');
  const other = await makeJurisdiction(api, 'XQ', city);
  owner = await makePerson(api, '李文静', [{ role: 'recorder', jurisdictionId: city }]);
  officer = await FormVisitor.enter(api, await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: city }]));
  stranger = await FormVisitor.enter(api, await makePerson(api, '王西', [{ role: 'officer', jurisdictionId: other }]));
  admin = await FormVisitor.enter(api, await makePerson(api, '冯嘉豪', [{ role: 'admin' }]));
  const { client } = api.admin;
  const project = { code: 'A-1', name: '沙口大桥', industry: '公路', jurisdictionId: city, stage: 'tracking' } as const;
  const { id: projectId } = await client.project.create({ data: project });
  const at = new Date('2026-11-20T01:00:00Z');
  for (const [state, kind, key] of [
    ['bounced', 'report-due', 'report-due/2026Q3/1'],
    ['given_up', 'apply-by-due', 'apply-by-due/1'],
    ['queued', 'report-due', 'report-due/2026Q4/1'],
    ['accepted', 'registration-confirmed', 'registration-confirmed/1'],
  ] as const) {
    const data = { projectId, personId: owner.personId, kind, eventKey: key, data: {}, state };
    await client.outboxMail.create({ data: { ...data, queuedAt: at, notBefore: at, address: owner.address } });
  }
});
afterAll(() => api.close());

const statesOf = async () =>
  (await api.admin.client.outboxMail.findMany({ orderBy: { eventKey: 'asc' } })).map(({ state }) => state);

test('the queue by state and by kind, with its numbers', async () => {
  const all = (await officer.see('/mails')).text;
  expect(all).toContain('沙口大桥');
  expect(all).toMatch(/未送达的邮件 <b>2<\/b>/);
  const failed = (await officer.see('/mails?failed=true')).text;
  expect(failed.match(/name="id"/g)).toHaveLength(2);
  expect((await officer.see('/mails?failed=true&kind=apply-by-due')).text.match(/name="id"/g)).toHaveLength(1);
  expect((await officer.see('/mails?state=queued')).text).not.toContain('name="id"');
  expect((await stranger.see('/mails')).text).not.toContain('沙口大桥');
});

test('several are sent again, after a look at who gets what; each says what became of it', async () => {
  const rows = await api.admin.client.outboxMail.findMany({ where: { state: { in: ['bounced', 'given_up'] } } });
  const ids = rows.map(({ id }) => id);
  await officer.see('/mails');
  expect((await officer.send('/mails/resend', {})).status).toBe(400);
  await officer.see('/mails');
  const preview = await officer.send('/mails/resend', { id: ids });
  expect(preview.text.match(/李文静/g)).toHaveLength(2);
  expect(await statesOf()).toContain('bounced');
  const queued = await api.admin.client.outboxMail.findFirstOrThrow({ where: { state: 'queued' } });
  const done = await officer.send('/mails/resend', { id: [...ids, queued.id], _do: 'act' });
  expect(done.text).toContain('已重新发送2封');
  expect(done.text).toMatch(/tag--bad/);
  expect((await statesOf()).filter((state) => state === 'queued')).toHaveLength(3);
});

test('nobody of another bureau sends them', async () => {
  const { id } = await api.admin.client.outboxMail.findFirstOrThrow({ where: { state: 'accepted' } });
  await stranger.see('/mails');
  expect((await stranger.send('/mails/resend', { id, _do: 'act' })).status).toBe(404);
});

test('an administrator sees how the system is, in numbers and words, and no message', async () => {
  const well = (await admin.see('/')).text;
  expect(well).toContain('各部分运行正常');
  expect(well).not.toContain('沙口大桥');
  late = 'the oldest unsent mail is 40 minutes late';
  const { text } = await admin.see('/');
  expect(text).toContain('最早一封待发邮件已晚40分钟');
  expect(text).toContain('请检查邮件服务器');
});

test('every kind of message can be read beforehand, in both forms', async () => {
  const { text } = await officer.see('/wordings?subject=mail');
  const paths = [...text.matchAll(/href="(\/wordings\/[^"]+\/mail\/[^"]+)"/g)].map(([, path]) => path!);
  expect(paths.length).toBe(MESSAGE_KINDS.length);
  for (const path of paths) {
    const shown = await officer.see(path);
    expect([path, shown.status]).toEqual([path, 200]);
    expect(shown.text).toMatch(/class="mail-text">[^<]{30}/);
  }
  const html = await officer.see(`${paths[0]}/preview`);
  expect(html.headers['content-security-policy']).toContain('sandbox');
  expect(html.text).toMatch(/^<!doctype html>/);
});
