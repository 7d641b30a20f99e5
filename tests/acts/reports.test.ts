import { apply, tracked } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await tracked(world);
});

const running = async () =>
  (await project.clocks('periodic_report')).filter(({ state }) => state !== 'stopped').map(({ subject }) => subject);

test('a period is reported after it has ended, and the next one’s clock follows', async () => {
  const { owner, officer } = world.people;
  const early = await project.refusal(owner, 'report.submit', { period: '2026Q1', noChange: true });
  expect(early).toMatchObject({ code: 'PERIOD_NOT_ENDED', details: { allowed: 'after 2026-03-31' } });
  await world.moveTo('2026-04-01');
  const other = await project.refusal(owner, 'report.submit', { period: '2026Q2', noChange: true });
  expect(other).toMatchObject({ code: 'PERIOD_NOT_OPEN', details: { allowed: ['2026Q1'] } });
  const { reportId } = await project.act(owner, 'report.submit', { period: '2026Q1', noChange: true });
  expect(await running()).toEqual(['2026Q2']);
  expect((await project.clock('periodic_report')).due).toBe('2026-07-14');
  expect(await project.tasks('read-report')).toEqual(['officer read-report 2026Q1']);
  await project.act(officer, 'report.read', { reportId });
  expect(await project.tasks('read-report')).toEqual([]);
  expect(await world.db.periodicReport.findFirstOrThrow()).toMatchObject({ noChange: true, readById: officer });
  expect(await project.mails('report-due')).toEqual([]);
});

test('a report with changes names its files, which must have been uploaded', async () => {
  await world.moveTo('2026-04-01');
  const content = { progress: '主体完工', archives: '已归档', volumesFiled: 300, attachments: ['b'.repeat(64)] };
  const body = { period: '2026Q1', noChange: false, content };
  expect((await project.refusal(world.people.owner, 'report.submit', body)).code).toBe('FILE_UNKNOWN');
  content.attachments = [await world.file()];
  await project.act(world.people.owner, 'report.submit', body);
});

test('silence: one mail before, one after, the officer’s list, a telephone call; two periods are a risk', async () => {
  await world.moveTo('2026-04-30');
  expect(await project.mails()).toEqual(
    expect.arrayContaining(['report-due/2026Q1/reminder-1 → 李文静', 'report-late/2026Q1/reminder-2 → 李文静']),
  );
  expect(await project.mail('report-late')).toMatchObject({ period: '2026年第一季度', due: '2026-04-15' });
  expect(await project.tasks()).toEqual([
    'officer handle-overdue periodic_report/2026Q1/2026-04-15',
    'officer phone periodic_report/2026Q1/2026-04-15',
  ]);
  expect(await running()).toEqual(['2026Q1', '2026Q2']);

  await world.moveTo('2026-07-15');
  expect(await project.tasks('handle-silence')).toEqual(['officer handle-silence periodic_report/2026Q2/2026-07-14']);
  expect(await running()).toEqual(['2026Q1', '2026Q2', '2026Q3']);
  await project.act(world.people.owner, 'report.submit', { period: '2026Q2', noChange: true });
  expect(await project.tasks('handle-silence')).toEqual([]);
  await world.moveTo('2026-10-23');
  expect(await project.tasks('handle-silence')).toEqual([]);
});

test('while works are stopped reports are half-yearly, and quarterly again when they go on', async () => {
  const { owner } = world.people;
  expect(await project.act(owner, 'works.change', { stopped: true, reason: '汛期停工' })).toMatchObject({
    period: '2026H1',
  });
  expect(await running()).toEqual(['2026H1']);
  expect((await project.clock('periodic_report')).due).toBe('2026-07-14');
  const again = await project.refusal(owner, 'works.change', { stopped: true, reason: '汛期停工' });
  expect(again.code).toBe('NOTHING_CHANGED');
  await world.moveTo('2026-05-06');
  expect(await project.act(owner, 'works.change', { stopped: false, reason: '复工' })).toMatchObject({
    period: '2026Q2',
  });
  expect(await running()).toEqual(['2026Q2']);
});

test('what was owed before works stopped stays owed', async () => {
  await world.moveTo('2026-04-01');
  await project.act(world.people.owner, 'works.change', { stopped: true, reason: '停工' });
  expect(await running()).toEqual(['2026Q1', '2026H1']);
});

test('while an application is reviewed reports go on', async () => {
  await apply(world, project);
  await world.moveTo('2026-04-01');
  await project.act(world.people.owner, 'report.submit', { period: '2026Q1', noChange: true });
  expect(await running()).toEqual(['2026Q2']);
});
