import { announcedRound } from '../support/announced-round';
import { tracked } from '../support/life';
import { createWorld, type TestProject, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A correction of the newest fact of a kind. */
async function correction(project: TestProject, kind: string, change: object) {
  const fact = await world.db.fact.findFirstOrThrow({
    where: { projectId: project.id, kind },
    orderBy: { sequence: 'desc' },
  });
  return { factId: fact.id, reason: '录入有误', ...change };
}

/** The project's last line in the call log, corrected. */
async function called(project: TestProject): Promise<void> {
  const words = '已告知登记期限，对方将于本周内办理。';
  await project.act(world.people.officer, 'call.log', { spokeWith: '李文静', number: '0757-83280001', words });
}

test('an officer corrects a slip on no paper at once, and the fact stays as it was', async () => {
  const project = await tracked(world);
  await called(project);
  const change = { field: 'number', oldValue: '0757-83280001', newValue: '0757-83280010' };
  const body = await correction(project, 'call.log', change);
  const { correctionId } = await project.act(world.people.officer, 'correction.propose', body);
  expect(await world.db.factCorrection.findUnique({ where: { id: correctionId as string } })).toMatchObject(change);
  const fact = await world.db.fact.findUniqueOrThrow({ where: { id: body.factId } });
  expect(fact.detail).toMatchObject({ number: '0757-83280001' });
});

test('what somebody corrects must be what stands, the last correction included', async () => {
  const project = await tracked(world);
  await called(project);
  const { officer } = world.people;
  const change = (oldValue: string, newValue: string) =>
    correction(project, 'call.log', { field: 'number', oldValue, newValue });
  const wrong = await project.refusal(officer, 'correction.propose', await change('123', '456'));
  expect(wrong).toMatchObject({
    code: 'STALE_VERSION',
    details: { field: 'oldValue', value: '123', allowed: '0757-83280001' },
  });
  await project.act(officer, 'correction.propose', await change('0757-83280001', '456'));
  const late = await project.refusal(officer, 'correction.propose', await change('0757-83280001', '789'));
  expect(late).toMatchObject({ code: 'STALE_VERSION', details: { allowed: '456' } });
  await project.act(officer, 'correction.propose', await change('456', '789'));
});

test('a value changed between proposal and approval is not overwritten', async () => {
  const project = await tracked(world);
  const { officer, director, owner } = world.people;
  const change = { field: 'completion', oldValue: '2027-06-30', newValue: '2027-05-31' };
  const { proposalId } = await project.act(
    officer,
    'correction.propose',
    await correction(project, 'registration.submit', change),
  );
  await project.act(owner, 'date.change', {
    kind: 'completion',
    date: { value: '2027-09-30', precision: 'day', kind: 'planned' },
    reason: '工期调整',
  });
  const late = await project.refusal(director, 'correction.decide', { proposalId, approve: true });
  expect(late).toMatchObject({ code: 'STALE_VERSION', details: { allowed: '2027-09-30' } });
  await project.act(director, 'correction.decide', { proposalId, approve: false, reason: '日期已变更' });
  expect((await project.clock('accept_by')).due).toBe('2027-06-30');
});

test('what an issued paper may show is the director’s, though the officer names no paper', async () => {
  const project = await tracked(world);
  const { officer } = world.people;
  const change = { field: 'location', oldValue: (await project.row()).location, newValue: '佛山市禅城区汾江路1号' };
  const before = await project.act(
    officer,
    'correction.propose',
    await correction(project, 'registration.submit', change),
  );
  expect(before).toHaveProperty('correctionId');
  expect((await project.row()).location).toBe('佛山市禅城区汾江路1号');

  const round = await announcedRound(world, project, { passed: true });
  const [leader] = round.members;
  const text = { overview: '概况', management: '管理', problems: '', advice: '' };
  const { opinionId } = await project.act(leader, 'opinion.draft', text);
  for (const member of round.members) await project.act(member, 'opinion.sign', { opinionId });
  const file = await world.file();
  await project.act(officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
  await project.act(world.people.director, 'opinion.issue');
  const again = { field: 'location', oldValue: '佛山市禅城区汾江路1号', newValue: '佛山市禅城区汾江路2号' };
  expect(
    await project.act(officer, 'correction.propose', await correction(project, 'registration.submit', again)),
  ).toHaveProperty('proposalId');
  // Of a fact that issued papers those are corrected with it.
  const issued = await world.db.paper.findMany({ where: { projectId: project.id }, orderBy: { recordedAt: 'asc' } });
  expect(issued.map(({ kind }) => kind)).toEqual(['opinion', 'certificate']);
  const issuedOn = { field: 'occurredOn', oldValue: await world.today(), newValue: '2026-03-01' };
  const { proposalId } = await project.act(
    officer,
    'correction.propose',
    await correction(project, 'opinion.issue', issuedOn),
  );
  const proposal = await world.db.proposal.findUniqueOrThrow({ where: { id: proposalId as string } });
  expect(proposal.content).toMatchObject({ papers: issued.map(({ id }) => id) });
});

test('who owns a confirmed project is corrected by two people, and its people lose access with it', async () => {
  const project = await tracked(world);
  const { officer, director, owner } = world.people;
  const owns = async () => {
    const where = { projectId: project.id, role: 'owner', until: null } as const;
    return (await world.db.projectParty.findMany({ where })).map(({ organisationId }) => organisationId);
  };
  const [oldValue] = await owns();
  const newValue = await world.organisation('佛山市水务投资有限公司');
  const change = { field: 'owner', oldValue, newValue };
  const { proposalId } = await project.act(
    officer,
    'correction.propose',
    await correction(project, 'registration.confirm', change),
  );
  await project.act(director, 'correction.decide', { proposalId, approve: true });
  expect(await owns()).toEqual([newValue]);
  expect(await project.tasks('find-contact')).toEqual([`officer find-contact ${newValue}`]);
  const refusal = await project.refusal(owner, 'works.change', { stopped: true, reason: '停工' });
  expect(refusal.code).toBe('ACT_NOT_YOURS');
});

describe('a correction that could not stand is refused before anything is written', () => {
  test.each([
    [
      'a project without a name',
      { field: 'name', newValue: null },
      { code: 'BAD_INPUT', details: { field: 'newValue' } },
    ],
    [
      'an owner nobody knows',
      { field: 'owner', newValue: '路人' },
      { code: 'BAD_INPUT', details: { field: 'newValue' } },
    ],
    ['a day that is none', { field: 'completion', newValue: '2027-02-30' }, { code: 'BAD_INPUT' }],
    ['the value that stands', { field: 'completion', newValue: '2027-06-30' }, { code: 'NOTHING_CHANGED' }],
    ['a field the fact does not state', { field: 'colour', newValue: '红' }, { details: { field: 'field' } }],
    ['a paper of elsewhere', { papers: ['00000000-0000-4000-8000-000000000000'] }, { details: { field: 'papers' } }],
    ['evidence nobody uploaded', { evidenceSha256: 'a'.repeat(64) }, { code: 'FILE_UNKNOWN' }],
  ])('%s', async (_, change, refusal) => {
    const project = await tracked(world);
    const { name } = await project.row();
    const owner = world.ownerOrganisation;
    const standing: Record<string, unknown> = { name, owner, completion: '2027-06-30' };
    const { field = 'name' } = change as { field?: string };
    const body = { newValue: '新名', oldValue: standing[field] ?? '', field, ...change };
    const act = await correction(project, 'registration.submit', body);
    expect(await project.refusal(world.people.officer, 'correction.propose', act)).toMatchObject(refusal);
  });

  test('the national code of another project', async () => {
    const other = await tracked(world);
    await world.db.project.update({ where: { id: other.id }, data: { nationalCode: '2026-440604-76-01-000001' } });
    const project = await tracked(world);
    const { nationalCode: oldValue } = await project.row();
    const change = { field: 'nationalCode', oldValue, newValue: '2026-440604-76-01-000001' };
    const body = await correction(project, 'registration.submit', change);
    const refusal = await project.refusal(world.people.officer, 'correction.propose', body);
    expect(refusal).toMatchObject({ code: 'BAD_INPUT', details: { field: 'newValue' } });
  });
});
