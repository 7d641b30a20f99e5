import { invite, registrationForm, tracked } from '../support/life';
import type { World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const paper = async (changes: object = {}) => ({
  onBehalfOfId: world.people.owner,
  channel: 'counter' as const,
  scanSha256: await world.file(),
  ...changes,
});

describe('entered for somebody', () => {
  test('the person gets one mail and may object for five working days', async () => {
    const { officer, owner } = world.people;
    const project = await world.project();
    await invite(world, project);
    const { factId } = await project.act(
      officer,
      'registration.submit',
      { form: registrationForm() },
      await paper({ occurredOn: '2026-03-02' }),
    );
    expect(await project.mails('entered-for-you')).toEqual([`entered-for-you/${factId} → 李文静`]);
    expect(await project.mail('entered-for-you')).toMatchObject({
      what: '项目档案登记表',
      occurredOn: '2026-03-02',
      channel: '窗口',
      enteredBy: '陈慧敏',
      due: '2026-03-09',
      link: `/projects/${project.code}/entries/${factId}`,
    });
    const fact = await world.db.fact.findUniqueOrThrow({ where: { id: factId as string } });
    expect(fact).toMatchObject({ recordedById: officer, onBehalfOfId: owner, channel: 'counter' });

    await world.moveTo('2026-03-09');
    const words = '投资额写错了。';
    const stranger = await project.refusal(officer, 'entry.object', { factId, words });
    expect(stranger.code).toBe('ACT_NOT_YOURS');
    await project.act(owner, 'entry.object', { factId, words });
    expect(await project.tasks('settle-objection')).toEqual([`director settle-objection ${factId}`]);
    expect((await project.refusal(owner, 'entry.object', { factId, words })).code).toBe('OBJECTION_MADE');
    expect((await world.db.registration.findFirstOrThrow()).state).toBe('submitted');
  });

  test('too late to object', async () => {
    const { officer, owner } = world.people;
    const project = await tracked(world);
    const works = { stopped: true, reason: '停工' };
    const { factId } = await project.act(officer, 'works.change', works, await paper());
    await world.moveTo('2026-03-10');
    const refusal = await project.refusal(owner, 'entry.object', { factId, words: '没有停工' });
    expect(refusal).toMatchObject({ code: 'OBJECTION_TOO_LATE', details: { allowed: 'until 2026-03-09' } });
  });

  test('one’s own act is no entry', async () => {
    const { owner } = world.people;
    const project = await tracked(world);
    const { factId } = await project.act(owner, 'works.change', { stopped: true, reason: '停工' });
    expect(await project.mails('entered-for-you')).toEqual([]);
    expect((await project.refusal(owner, 'entry.object', { factId, words: '不' })).code).toBe('NOT_FOUND');
  });

  test.each([
    ['for a person whose act it is not', { onBehalfOfId: 'stranger' }, 'ACT_NOT_YOURS'],
    ['as if from the web', { channel: 'web' }, 'BAD_INPUT'],
    ['from paper without its scan', { channel: 'post', scanSha256: null }, 'SCAN_REQUIRED'],
  ])('never %s', async (_, changes, code) => {
    const project = await tracked(world);
    const { stranger, officer } = world.people;
    const envelope = await paper('onBehalfOfId' in changes ? { onBehalfOfId: stranger } : changes);
    const refusal = await project.refusal(officer, 'works.change', { stopped: true, reason: '停工' }, envelope);
    expect(refusal.code).toBe(code);
  });

  test('by telephone there is no scan', async () => {
    const project = await tracked(world);
    const envelope = await paper({ channel: 'phone', scanSha256: null });
    await project.act(world.people.officer, 'works.change', { stopped: true, reason: '停工' }, envelope);
    expect(await project.mail('entered-for-you')).toMatchObject({ channel: '电话' });
  });

  test('an owner enters for nobody', async () => {
    const project = await tracked(world);
    const envelope = await paper();
    const colleague = await world.person('同事', 'owner', { organisationId: world.ownerOrganisation });
    const refusal = await project.refusal(colleague, 'works.change', { stopped: true, reason: '停工' }, envelope);
    expect(refusal.code).toBe('ACT_NOT_YOURS');
  });
});

describe('the day it happened', () => {
  test('terms run from the day of the fact; tomorrow is refused', async () => {
    const project = await world.project();
    await invite(world, project);
    await world.moveTo('2026-03-06');
    const form = registrationForm();
    const tomorrow = await paper({ occurredOn: '2026-03-07' });
    const refused = await project.refusal(world.people.officer, 'registration.submit', { form }, tomorrow);
    expect(refused.code).toBe('OCCURRED_IN_FUTURE');
    const monday = await paper({ occurredOn: '2026-03-03' });
    await project.act(world.people.officer, 'registration.submit', { form }, monday);
    expect((await project.clock('confirm_registration')).due).toBe('2026-03-10');
  });

  test('further back than five working days, or before a deadline that passed since, it needs the director', async () => {
    const { officer, director } = world.people;
    const project = await world.project();
    await invite(world, project);
    await world.moveTo('2026-03-10');
    const form = registrationForm();
    const old = await paper({ occurredOn: '2026-03-02' });
    expect((await project.refusal(officer, 'registration.submit', { form }, old)).code).toBe(
      'BACKDATING_NEEDS_DIRECTOR',
    );
    await world.moveTo('2026-04-01');
    const overDeadline = await paper({ occurredOn: '2026-03-30' });
    const refused = await project.refusal(officer, 'registration.submit', { form }, overDeadline);
    expect(refused.code).toBe('BACKDATING_NEEDS_DIRECTOR');

    const wish = { act: 'registration.submit', occurredOn: '2026-03-30', reason: '窗口3月30日收到' };
    const { backdatingId } = await project.act(officer, 'backdating.propose', wish);
    await project.act(director, 'backdating.decide', { proposalId: backdatingId, approve: true });
    const envelope = { ...overDeadline, backdatingId: backdatingId as string };
    await project.act(officer, 'registration.submit', { form }, envelope);
    expect((await project.clock('confirm_registration')).start).toBe('2026-03-30');
  });
});

describe('service', () => {
  test('the officer records how it was handed over; nobody signs on the web for another', async () => {
    const { officer, owner, stranger } = world.people;
    const project = await world.project();
    const { serviceId } = await project.act(officer, 'invitation.send');
    const onWeb = await project.refusal(officer, 'service.record', { serviceId });
    expect(onWeb).toMatchObject({ code: 'BAD_INPUT', details: { field: 'channel' } });
    expect((await project.refusal(stranger, 'service.record', { serviceId })).code).toBe('ACT_NOT_YOURS');
    const before = await project.refusal(
      officer,
      'service.record',
      { serviceId },
      { channel: 'counter', occurredOn: '2026-02-28' },
    );
    expect(before.code).toBe('SERVED_BEFORE_SENT');
    await project.act(owner, 'service.record', { serviceId });
    expect((await project.refusal(owner, 'service.record', { serviceId })).code).toBe('ALREADY_SERVED');
    const row = await world.db.service.findUniqueOrThrow({ where: { id: serviceId as string } });
    expect(row).toMatchObject({ personId: owner, channel: 'web', servedOn: new Date('2026-03-02') });
  });

  test('terms run from the day of service, not from the day it was recorded', async () => {
    const { officer } = world.people;
    const project = await world.project();
    const { serviceId } = await project.act(officer, 'invitation.send');
    await world.moveTo('2026-03-06');
    const posted = { channel: 'post' as const, occurredOn: '2026-03-04' };
    await project.act(officer, 'service.record', { serviceId }, posted);
    expect((await project.clock('register')).due).toBe('2026-04-01');
  });

  test('a call is one line, and may be what a task asked for', async () => {
    const { officer } = world.people;
    const project = await world.project();
    await project.act(officer, 'invitation.send');
    await world.moveTo('2026-03-06');
    const task = await world.db.task.findFirstOrThrow({ where: { kind: 'phone' } });
    const call = { spokeWith: '李文静', number: '13800000000', words: '明天来签收', taskId: task.id };
    await project.act(officer, 'call.log', call, { channel: 'phone' });
    expect(await project.tasks('phone')).toEqual([]);
    expect((await project.refusal(officer, 'call.log', call)).code).toBe('NOT_FOUND');
  });
});
