import { tracked } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await tracked(world);
});

const visit = (findings: object[]) => ({ minutes: '现场检查档案室及竣工图编制情况。', findings });

async function visitWithFinding(workingDays?: number): Promise<string> {
  const body = visit([{ text: '竣工图未加盖竣工图章', workingDays }]);
  const { findingIds } = await project.act(world.people.officer, 'visit.record', body, { channel: 'meeting' });
  await project.sign(world.people.owner, 'visit');
  return (findingIds as string[])[0]!;
}

test('minutes are served, and then each finding has its own term', async () => {
  const { officer } = world.people;
  const body = visit([{ text: '竣工图未加盖竣工图章', workingDays: 5 }, { text: '案卷目录缺页数' }]);
  const { visitId, findingIds } = await project.act(officer, 'visit.record', body);
  expect(await project.mail('visit-minutes')).toMatchObject({
    visitedOn: '2026-03-02',
    findings: [
      { title: '竣工图未加盖竣工图章', termWorkingDays: 5 },
      { title: '案卷目录缺页数', termWorkingDays: 20 },
    ],
    due: '2026-03-05',
    link: `/projects/${project.code}/visits/${visitId}`,
  });
  expect(await project.clocks('inspection_finding')).toEqual([]);
  await world.moveTo('2026-03-03');
  await project.sign(world.people.owner, 'visit');
  const [first, second] = findingIds as string[];
  expect((await project.clock('inspection_finding', first)).due).toBe('2026-03-10');
  expect((await project.clock('inspection_finding', second)).due).toBe('2026-03-31');
});

test('a term out of bounds is refused before anything is written', async () => {
  const refusal = await project.refusal(world.people.officer, 'visit.record', visit([{ text: '甲', workingDays: 61 }]));
  expect(refusal.details).toMatchObject({
    field: 'findings[0].workingDays',
    value: 61,
    allowed: 'integer from 5 to 60',
  });
  expect(await world.db.visit.count()).toBe(0);
});

test('a finding is answered, sent back with a reason, answered again and closed', async () => {
  const { officer, owner } = world.people;
  const findingId = await visitWithFinding();
  const verify = { findingId, accepted: true };
  expect((await project.refusal(officer, 'visit_finding.verify', verify)).code).toBe('ITEM_STATE');
  await project.act(owner, 'visit_finding.answer', { findingId, answer: '已补盖' });
  expect((await project.refusal(owner, 'visit_finding.answer', { findingId, answer: '再答' })).code).toBe('ITEM_STATE');
  expect(await project.tasks('verify-finding')).toEqual([`officer verify-finding ${findingId}/1`]);
  const silent = await project.refusal(officer, 'visit_finding.verify', { findingId, accepted: false });
  expect(silent.code).toBe('REASON_REQUIRED');
  await project.act(officer, 'visit_finding.verify', { findingId, accepted: false, reason: '仍有12张未盖' });
  expect(await project.mail('finding-sent-back')).toMatchObject({ reason: '仍有12张未盖', due: '2026-03-30' });
  await project.act(owner, 'visit_finding.answer', { findingId, answer: '全部补盖', evidence: [await world.file()] });
  await project.act(officer, 'visit_finding.verify', verify);
  expect(await project.mail('finding-closed')).toMatchObject({ closedOn: '2026-03-02' });
  expect((await project.clocks('inspection_finding'))[0]!.state).toBe('stopped');
  expect(await project.tasks('verify-finding')).toEqual([]);
});

test('left alone it is reminded, the officer’s, and at last a proposed rectification notice', async () => {
  const findingId = await visitWithFinding(5);
  await world.moveTo('2026-04-08');
  expect(await project.mails('finding-due')).toEqual([`finding-due/${findingId}/2026-03-09/reminder-1 → 李文静`]);
  const subject = `inspection_finding/${findingId}/2026-03-09`;
  expect(await project.tasks()).toEqual(expect.arrayContaining([`officer handle-overdue ${subject}`]));
  expect(await project.tasks('propose-rectification-notice')).toEqual([
    `officer propose-rectification-notice ${subject}`,
  ]);
});

test('the notice is issued by two people, and gives what is still open a new term from its service', async () => {
  const findingId = await visitWithFinding(5);
  const { officer, director, owner } = world.people;
  const notice = { findingIds: [findingId], workingDays: 10, reason: '逾期二十个工作日未整改' };
  const early = await project.refusal(officer, 'finding_notice.propose', notice);
  expect(early).toMatchObject({ code: 'TERM_NOT_PASSED', details: { field: 'findingIds[0]', value: '2026-03-09' } });
  await world.moveTo('2026-04-08');
  const long = await project.refusal(officer, 'finding_notice.propose', { ...notice, workingDays: 90 });
  expect(long).toMatchObject({ code: 'BAD_INPUT', details: { field: 'workingDays', value: 90 } });
  const { proposalId } = await project.act(officer, 'finding_notice.propose', notice);
  expect(await project.tasks('propose-rectification-notice')).toEqual([]);
  const decision = { proposalId, approve: true };
  expect((await project.refusal(officer, 'finding_notice.decide', decision)).code).toBe('ACT_NOT_YOURS');
  const { reference } = await project.act(director, 'finding_notice.decide', decision);
  expect(reference).toMatch(/^禅档整〔2026〕\d+号$/);
  expect(await project.mail('finding-notice')).toMatchObject({
    documentNumber: reference,
    findings: [{ title: expect.any(String), termWorkingDays: 10 }],
  });
  await project.sign(owner, 'finding_notice');
  expect(await project.clock('inspection_finding', findingId)).toMatchObject({
    start: '2026-04-08',
    due: '2026-04-22',
  });
});

test('a notice about what was put right meanwhile is not issued', async () => {
  const findingId = await visitWithFinding(5);
  const { officer, director, owner } = world.people;
  await world.moveTo('2026-04-08');
  const notice = { findingIds: [findingId], reason: '逾期未整改' };
  const { proposalId } = await project.act(officer, 'finding_notice.propose', notice);
  await project.act(owner, 'visit_finding.answer', { findingId, answer: '已补盖' });
  const late = await project.refusal(director, 'finding_notice.decide', { proposalId, approve: true });
  expect(late.code).toBe('NOTHING_CHANGED');
  expect((await project.refusal(officer, 'finding_notice.propose', notice)).code).toBe('ITEM_STATE');
});

test('an answer that waits for the officer is not reminded of', async () => {
  const findingId = await visitWithFinding();
  await project.act(world.people.owner, 'visit_finding.answer', { findingId, answer: '已补盖' });
  await world.moveTo('2026-03-30');
  expect(await project.mails('finding-due')).toEqual([]);
});

test('a finding of another project is not found', async () => {
  const findingId = await visitWithFinding();
  const other = await tracked(world);
  const body = { findingId, answer: '已补盖' };
  expect((await other.refusal(world.people.owner, 'visit_finding.answer', body)).code).toBe('NOT_FOUND');
});

test('the day of one service corrected moves the terms that it began, and none that another began on that day', async () => {
  const { officer, director } = world.people;
  const first = await visitWithFinding(10);
  const second = await visitWithFinding(10);
  const dueOf = async (id: string) => (await project.clock('inspection_finding', id)).due;
  expect([await dueOf(first), await dueOf(second)]).toEqual(['2026-03-16', '2026-03-16']);
  await world.moveTo('2026-03-04');

  const services = await world.db.fact.findMany({
    where: { projectId: project.id, kind: 'service.record' },
    orderBy: { sequence: 'asc' },
  });
  const correct = async (oldValue: string, newValue: string) => {
    const factId = services.at(-1)!.id;
    const content = { factId, field: 'occurredOn', oldValue, newValue, reason: '签收日期录入有误' };
    const { proposalId } = await project.act(officer, 'correction.propose', content);
    await project.act(director, 'correction.decide', { proposalId, approve: true });
  };
  await correct('2026-03-02', '2026-03-03');
  expect([await dueOf(first), await dueOf(second)]).toEqual(['2026-03-16', '2026-03-17']);
  await correct('2026-03-03', '2026-03-04');
  expect([await dueOf(first), await dueOf(second)]).toEqual(['2026-03-16', '2026-03-18']);
});
