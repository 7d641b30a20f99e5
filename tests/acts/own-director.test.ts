import { announcedRound } from '../support/announced-round';
import { tracked } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

async function suspended(): Promise<TestProject> {
  const project = await tracked(world);
  const { officer, director } = world.people;
  const order = { reason: '资金未落实', document: '佛发改〔2026〕9号' };
  const { proposalId } = await project.act(officer, 'suspension.propose', order);
  await project.act(director, 'suspension.decide', { proposalId, approve: true });
  return project;
}

async function formChecked(): Promise<TestProject> {
  const project = await tracked(world);
  const { members } = await announcedRound(world, project, { passed: true });
  const text = { overview: '概况', management: '管理', problems: '', advice: '' };
  const { opinionId } = await project.act(members[0], 'opinion.draft', text);
  for (const member of members) await project.act(member, 'opinion.sign', { opinionId });
  const file = await world.file();
  await project.act(world.people.officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
  return project;
}

test('the director above does nothing by himself while the bureau has one', async () => {
  const project = await suspended();
  const { cityDirector, director } = world.people;
  const resume = { confirmAnew: false, reason: '资金到位' };
  const refusal = await project.refusal(cityDirector, 'suspension.resume', resume);
  expect(refusal).toMatchObject({ code: 'ACT_NOT_YOURS', details: { allowed: 'the bureau’s own director' } });
  await world.db.grant.updateMany({ where: { personId: director }, data: { until: new Date('2026-02-27') } });
  await project.act(cityDirector, 'suspension.resume', resume);
  expect((await project.row()).suspended).toBe(false);
});

test('an opinion is the parent’s to issue, or to send back, once the bureau let its term pass', async () => {
  const project = await formChecked();
  const { cityDirector } = world.people;
  for (const [kind, body] of [
    ['opinion.issue', {}],
    ['opinion.send_back', { reason: '编号有误' }],
  ] as const) {
    expect((await project.refusal(cityDirector, kind, body)).code).toBe('ACT_NOT_YOURS');
  }
  await world.moveTo((await project.clock('issue_opinion')).due!);
  expect((await project.refusal(cityDirector, 'opinion.issue')).code).toBe('ACT_NOT_YOURS');
  await world.moveTo('2026-03-13');
  expect(await project.tasks('oversee-bureau')).toHaveLength(1);
  await project.act(cityDirector, 'opinion.issue');
  expect(await project.stage()).toBe('awaiting_completion');
});

test('the same where the bureau’s only director leads the panel', async () => {
  const project = await formChecked();
  const { cityDirector, director } = world.people;
  const seat = { role: 'leader', round: { projectId: project.id } } as const;
  await world.db.seatHolder.updateMany({ where: { seat }, data: { personId: director } });
  expect((await project.refusal(director, 'opinion.issue')).code).toBe('SAME_PERSON');
  await project.act(cityDirector, 'opinion.issue');
});
