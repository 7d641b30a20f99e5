import { randomUUID } from 'node:crypto';
import { clockColumns } from '../../activities/clocks/clock-rows';
import { buildCalendar } from '../../domain/calendar/calendar';
import { startClock } from '../../domain/clocks/start-clock';
import type { RuleSet } from '../../domain/rules/rule-set';
import calendar2025 from '../../prisma/seed/calendars/2025.json';
import calendar2026 from '../../prisma/seed/calendars/2026.json';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { createTestApi, type TestApi } from './support/api';
import { FormVisitor, troublesOf } from './support/form-visitor';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn, type Visitor } from './support/visitor';

/** A holiday notice is typed in, and what it would move is told before it is loaded. */
let api: TestApi;
let admin: FormVisitor;
let program: Visitor;

const FORM = {
  year: '2027',
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  'off.rows': '1',
  'off.0.name': '元旦',
  'off.0.from': '2027-01-01',
  'off.0.to': '2027-01-03',
  work: '2027-01-09',
};

beforeAll(async () => {
  api = await createTestApi();
  await api.admin.transaction(loadDefaults);
  const city = await makeJurisdiction(api, 'SZ');
  const person = await makePerson(api, '冯嘉豪', [{ role: 'admin' }]);
  admin = await FormVisitor.enter(api, person);
  program = await signedIn(api, person);
  const data = { code: 'A-1', name: '桥', industry: '公路', jurisdictionId: city, stage: 'tracking' } as const;
  const { id: projectId } = await api.admin.client.project.create({ data });
  const { id: ruleSetId, body } = await api.admin.client.ruleSetVersion.findFirstOrThrow({
    where: { code: 'default' },
  });
  const calendar = buildCalendar([calendar2025, calendar2026]);
  for (const [kind, fact, start] of [
    ['reply_application', 'applicationReceived', '2026-12-25'],
    ['verify_item', 'itemReported', '2026-11-02'],
  ] as const) {
    const names = { id: randomUUID(), projectId, kind, subject: '', ruleSetId };
    const bases = { [fact]: { value: start, precision: 'day', kind: 'actual' } as const };
    const row = startClock((body as unknown as RuleSet).clocks[kind], { ...names, start, bases }, calendar);
    await api.admin.client.clock.create({
      data: { ...names, ...clockColumns(row), workflow: 'projectAcceptance' },
    });
  }
});
afterAll(() => api.close());

test('the year as it counts', async () => {
  const { text } = await admin.see('/calendar?year=2026');
  expect(text).toContain('国务院办公厅关于2026年部分节假日安排的通知');
  expect(text).toMatch(/class="hol"><span>1<span class="visually-hidden"> 放假/);
  expect((await admin.see('/calendar?year=2027')).text).toContain('尚未公布');
});

test('a slip of the finger is found', async () => {
  await admin.see('/calendar/notices/new?year=2027');
  const wrong = await admin.send('/calendar/notices/new?year=2027', { ...FORM, work: '2027-01-11', _do: 'check' });
  expect(wrong.status).toBe(422);
  expect(troublesOf(wrong)).toContain('节假日安排有误');
});

test('what it would move is told, and is what the clocks then come to', async () => {
  await admin.see('/calendar/notices/new?year=2027');
  const { text } = await admin.send('/calendar/notices/new?year=2027', { ...FORM, _do: 'check' });
  expect(text).toContain('1个正在走的期限将改变');
  expect(text).toContain('1个推后');
  const body = {
    year: 2027,
    source: FORM.source,
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    work: ['2027-01-09'],
  };
  const before = await api.admin.client.holidayNotice.count();
  const effects = await program.post('/api/v1/holiday-notices/effects', body);
  expect(effects.body).toMatchObject({
    moved: 1,
    clocks: [{ kind: 'reply_application', before: '2027-01-08', after: '2027-01-09' }],
  });
  expect(await api.admin.client.holidayNotice.count()).toBe(before);
});
