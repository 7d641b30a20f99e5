import { announcedRound } from '../support/announced-round';
import { itemsOf, offered, receiver } from '../support/closing';
import { tracked } from '../support/life';
import { createWorld, type TestProject, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const held = async (project: TestProject) =>
  project.act(world.people.owner, 'completion.record', { heldOn: await world.today(), document: '竣备〔2026〕3号' });

/** Accepted elsewhere, as it were: the archives wait for completion and hand-over. */
async function awaiting(): Promise<TestProject> {
  const project = await tracked(world);
  await project.place('awaiting_completion');
  return project;
}

async function secondArchives() {
  const organisationId = await world.organisation('佛山市水利局档案室');
  return { organisationId, clerk: await world.person('何档案', 'receiver', { organisationId }) };
}

const change = (project: TestProject, kind: 'join' | 'leave', id: string) =>
  project.act(world.people.officer, 'parties.change', {
    role: 'receiver',
    change: kind,
    organisation: { id },
    reason: '按接收范围调整',
  });

test('without a receiver somebody has to name one, and his term begins then', async () => {
  const project = await awaiting();
  await held(project);
  expect(await project.tasks('name-receiver')).toHaveLength(1);
  const { organisationId } = await secondArchives();
  await change(project, 'join', organisationId);
  expect(await project.tasks('name-receiver')).toEqual([]);
  expect((await project.clock('hand_over', organisationId)).due).toBe('2026-06-02');
  await change(project, 'leave', organisationId);
  expect(await project.tasks('name-receiver')).toHaveLength(1);
  expect(await project.clocks('hand_over', organisationId)).toMatchObject([{ state: 'stopped' }]);
});

test('a receiver that leaves holds nothing up any more', async () => {
  const project = await awaiting();
  const { receiverId, archivist } = await receiver(world, project);
  const second = await secondArchives();
  await change(project, 'join', second.organisationId);
  await held(project);
  const handOverId = await offered(world, project, receiverId);
  const signed = await project.act(archivist, 'hand_over.sign', { handOverId });
  expect(signed).toMatchObject({ receiversLeft: 1 });
  expect(await project.stage()).toBe('handing_over');
  await change(project, 'leave', second.organisationId);
  expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'handed_over' });
});

test('for what a body receives only its own people of today sign, whoever enters it', async () => {
  const project = await awaiting();
  const { receiverId, archivist } = await receiver(world, project);
  const { organisationId, clerk } = await secondArchives();
  await change(project, 'join', organisationId);
  await held(project);
  const handOverId = await offered(world, project, receiverId);
  expect((await project.refusal(clerk, 'hand_over.sign', { handOverId })).code).toBe('ACT_NOT_YOURS');
  const differences = [{ title: '缺2卷', reason: '请说明去向' }];
  expect((await project.refusal(clerk, 'hand_over.refuse', { handOverId, differences })).code).toBe('ACT_NOT_YOURS');
  const entered = { onBehalfOfId: clerk, channel: 'counter', scanSha256: await world.file('移交清单') } as const;
  const forAnother = await project.refusal(world.people.officer, 'hand_over.sign', { handOverId }, entered);
  expect(forAnother).toMatchObject({ code: 'ACT_NOT_YOURS', details: { field: 'handOverId' } });
  // Who left the archives, though he acts for another that receives, signs for it no more.
  const from = new Date('2026-01-01');
  await world.db.grant.updateMany({ where: { personId: archivist }, data: { until: new Date('2026-02-27') } });
  await world.db.grant.create({ data: { personId: archivist, role: 'receiver', organisationId, from } });
  expect((await project.refusal(archivist, 'hand_over.sign', { handOverId })).code).toBe('ACT_NOT_YOURS');
  const successor = await world.person('梁接收', 'receiver', { organisationId: receiverId });
  await project.act(world.people.officer, 'hand_over.sign', { handOverId }, { ...entered, onBehalfOfId: successor });
});

test('an item of any round holds up the end, and the last one closes it', async () => {
  const project = await tracked(world);
  const round = await announcedRound(world, project, { passed: true, marks: ['fix'] });
  const [leader] = round.members;
  const text = { overview: '概况', management: '管理', problems: '', advice: '' };
  const { opinionId } = await project.act(leader, 'opinion.draft', text);
  for (const member of round.members) await project.act(member, 'opinion.sign', { opinionId });
  const file = await world.file();
  await project.act(world.people.officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
  await project.act(world.people.director, 'opinion.issue');
  const [item] = await itemsOf(world, project);
  const { ruleSetId, applicationId } = await world.db.round.findUniqueOrThrow({ where: { id: round.roundId } });
  const other = await world.db.round.create({
    data: {
      projectId: project.id,
      number: 2,
      kind: 'reinspection',
      step: 'ended',
      applicationId,
      ruleSetId,
      endedAt: await world.now(),
    },
  });
  const { id: second } = await world.db.rectificationItem.create({
    data: { projectId: project.id, roundId: other.id, number: 1, text: '照片未归档', mark: 'fix' },
  });
  await world.db.result.create({
    data: { roundId: other.id, panelSize: 5, pass: 5, fail: 0, abstain: 0, absent: 0, passed: true },
  });
  const { receiverId, archivist } = await receiver(world, project);
  await held(project);
  await project.act(archivist, 'hand_over.sign', { handOverId: await offered(world, project, receiverId) });
  expect(await project.tasks('close-open-items')).toHaveLength(1);

  const close = async (itemId: string) => {
    await project.act(world.people.owner, 'item.report', { itemId, text: '已补', evidence: [file] });
    await project.act(world.people.officer, 'item.verify', { itemId, accepted: true, verdict: '' });
  };
  await close(item!.id);
  expect(await project.stage()).toBe('handing_over');
  await close(second);
  expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'handed_over' });
});
