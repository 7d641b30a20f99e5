import { randomUUID } from 'node:crypto';
import { moveByAct } from '../../activities/process/move-stage';
import { openProcess } from '../../activities/process/process-context';
import { announcedRound } from '../support/announced-round';
import { receiver } from '../support/closing';
import { tracked } from '../support/life';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const UNKNOWN = 'a'.repeat(64);
const TOMORROW = '2026-03-03';

describe('on another body’s route', () => {
  test('its result is one of the past, with a document that was uploaded', async () => {
    const { officer } = world.people;
    const project = await tracked(world, {}, 'upper');
    await project.act(officer, 'external.begin', { body: '省档案局' });
    const result = { passed: true, decidedOn: '2026-03-02', document: '粤档验〔2026〕3号', handOverHere: true };
    const early = await project.refusal(officer, 'external.record', { ...result, decidedOn: TOMORROW });
    expect(early).toMatchObject({ code: 'OCCURRED_IN_FUTURE', details: { field: 'decidedOn', value: TOMORROW } });
    const lost = await project.refusal(officer, 'external.record', { ...result, documentSha256: UNKNOWN });
    expect(lost).toMatchObject({ code: 'FILE_UNKNOWN', details: { field: 'documentSha256' } });
    await project.act(officer, 'external.record', { ...result, documentSha256: await world.file('验收意见') });
    expect(await project.stage()).toBe('awaiting_completion');
  });

  test('two officers’ finding sheets precede the result of a joint acceptance', async () => {
    const { officer, secondOfficer } = world.people;
    const project = await tracked(world, {}, 'joined');
    await project.act(officer, 'external.begin', { body: '市发展和改革局' });
    const result = { passed: true, decidedOn: '2026-03-02', document: '佛竣验〔2026〕3号', handOverHere: true };
    const sheet = { findings: '案卷齐全', agrees: true };
    await project.act(officer, 'external.finding_sheet', sheet);
    await project.act(officer, 'external.finding_sheet', sheet);
    expect((await project.refusal(officer, 'external.record', result)).code).toBe('FINDING_SHEETS_MISSING');
    await project.act(secondOfficer, 'external.finding_sheet', sheet);
    await project.act(officer, 'external.record', result);
    expect(await project.stage()).toBe('awaiting_completion');
  });
});

describe('files that an act names were uploaded', () => {
  test('with completion and hand-over', async () => {
    const { owner } = world.people;
    const project = await tracked(world);
    await project.place('awaiting_completion');
    const { receiverId } = await receiver(world, project);
    const completion = { heldOn: '2026-03-02', document: '竣备〔2026〕3号' };
    const held = await project.refusal(owner, 'completion.record', { ...completion, documentSha256: UNKNOWN });
    expect(held).toMatchObject({ code: 'FILE_UNKNOWN', details: { field: 'documentSha256', value: UNKNOWN } });
    await project.act(owner, 'completion.record', { ...completion, documentSha256: await world.file('备案表') });
    const counts = [{ kind: 'volumes', catalogue: 1, paper: 1, electronic: 1 }];
    const offer = { receiverId, counts, differences: [], manifestSha256: UNKNOWN };
    expect((await project.refusal(owner, 'hand_over.submit', offer)).code).toBe('FILE_UNKNOWN');
  });

  test('with the signed opinion', async () => {
    const project = await tracked(world);
    const { members } = await announcedRound(world, project, { passed: true });
    const text = { overview: '概况', management: '管理', problems: '', advice: '' };
    const { opinionId } = await project.act(members[0], 'opinion.draft', text);
    for (const member of members) await project.act(member, 'opinion.sign', { opinionId });
    const file = await world.file();
    for (const [field, form] of [
      ['printedSha256', { printedSha256: UNKNOWN, scanSha256: file }],
      ['scanSha256', { printedSha256: file, scanSha256: UNKNOWN }],
    ] as const) {
      const refusal = await project.refusal(world.people.officer, 'opinion.submit_form', form);
      expect(refusal).toMatchObject({ code: 'FILE_UNKNOWN', details: { field } });
    }
  });
});

test('a breach of the gate is of the past', async () => {
  const project = await tracked(world);
  const breach = { heldOn: TOMORROW, source: '住建局竣工备案公示' };
  expect((await project.refusal(world.people.officer, 'gate_breach.record', breach)).code).toBe('OCCURRED_IN_FUTURE');
});

test('an act that never moves the project writes no stage', async () => {
  const project = await tracked(world);
  const now = await world.now();
  const moved = world.worker.transaction(async (tx) => {
    const ctx = await openProcess(tx, { now: () => now }, project.id, null, { actorId: null, factId: randomUUID() });
    await moveByAct(ctx, 'call.log', 'closed');
  });
  await expect(moved).rejects.toThrow('call.log cannot lead from tracking to closed');
  expect(await project.stage()).toBe('tracking');
});
