import { reviewed } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await reviewed(world);
});

const PROPOSED = { reply: { decision: 'accept' }, reason: '材料齐全' };
const propose = async (officer = world.people.officer) =>
  (await project.act(officer, 'application.propose', PROPOSED)).proposalId as string;

test('undecided for two working days it is raised: the parent’s director may decide', async () => {
  const { cityDirector } = world.people;
  const proposalId = await propose();
  const decision = { proposalId, approve: true };
  const early = await project.refusal(cityDirector, 'application.decide', decision);
  expect(early).toMatchObject({ code: 'ACT_NOT_YOURS', details: { field: 'proposalId' } });
  await world.moveTo('2026-03-04');
  expect(await project.tasks('decide-raised-proposal')).toEqual([]);
  await world.moveTo('2026-03-05');
  const raised = await world.db.task.findFirstOrThrow({ where: { kind: 'decide-raised-proposal' } });
  expect(raised).toMatchObject({ jurisdictionId: world.city.id, subject: proposalId, role: 'director' });
  await project.act(cityDirector, 'application.decide', decision);
  expect(await project.stage()).toBe('paneling');
  expect(await project.tasks()).toHaveLength(1);
});

test('raised, it is still the own director’s to decide', async () => {
  const proposalId = await propose();
  await world.moveTo('2026-03-05');
  await project.act(world.people.director, 'application.decide', { proposalId, approve: true });
  expect(await project.tasks('decide-raised-proposal')).toEqual([]);
});

test('nobody decides on what he proposed, under whatever role; and where no other director is, the parent’s may', async () => {
  const { director, cityDirector } = world.people;
  await world.db.grant.create({
    data: {
      ...{ personId: director, role: 'officer', jurisdictionId: world.district.id, from: new Date('2026-01-01') },
      ...{ confirmedById: cityDirector, confirmedAt: new Date('2026-01-01') },
    },
  });
  const proposalId = await propose(director);
  const decision = { proposalId, approve: true };
  expect((await project.refusal(director, 'application.decide', decision)).code).toBe('SAME_PERSON');
  expect(await project.tasks('decide-raised-proposal')).toHaveLength(1);
  await project.act(cityDirector, 'application.decide', decision);
});

test('one proposal on a matter at a time, decided once', async () => {
  const { officer, secondOfficer, director } = world.people;
  const proposalId = await propose();
  expect((await project.refusal(secondOfficer, 'application.propose', PROPOSED)).code).toBe('PROPOSAL_OPEN');
  await project.act(director, 'application.decide', { proposalId, approve: false, reason: '再核' });
  const again = await project.refusal(director, 'application.decide', { proposalId, approve: true });
  expect(again.code).toBe('PROPOSAL_DECIDED');
  await project.act(officer, 'application.propose', PROPOSED);
});

test('what is no more waits for nobody: an application that went back, a project that closed', async () => {
  const { officer, director, owner } = world.people;
  const stateOf = async (id: unknown) =>
    (await world.db.proposal.findUniqueOrThrow({ where: { id: id as string } })).state;
  const proposalId = await propose();
  const items = [{ field: 'asBuiltBy', code: 'missing', text: '请填写编制单位' }];
  await project.act(officer, 'application.request_corrections', { items });
  await project.sign(owner, 'corrections');
  await world.moveTo('2026-03-17');
  await project.act(officer, 'application.return', { reason: '补正意见未答复' });
  expect(await stateOf(proposalId)).toBe('withdrawn');
  expect(await project.tasks('decide-raised-proposal')).toEqual([]);

  const suspension = await project.act(officer, 'suspension.propose', { reason: '资金未落实', document: '佛发改9号' });
  const outcome = { outcome: 'cancelled', document: '佛发改〔2026〕12号', reason: '项目取消' };
  const { proposalId: closing } = await project.act(officer, 'outcome.propose', outcome);
  await project.act(director, 'outcome.decide', { proposalId: closing, approve: true });
  expect([await stateOf(suspension.proposalId), await stateOf(closing)]).toEqual(['withdrawn', 'approved']);
});
