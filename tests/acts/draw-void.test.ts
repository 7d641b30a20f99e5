import { verifyDrawBundle } from '../../domain/draw/verify-draw-bundle';
import { drawsVerify } from '../../ops/invariants/draws';
import { seatsAreFilledLawfully } from '../../ops/invariants/panels';
import { accepted } from '../support/life';
import {
  appointed,
  byDice,
  confirmed,
  DICE,
  drawn,
  drawOf,
  frozen,
  holders,
  MEETING,
  type PanelPeople,
  paneling,
} from '../support/panel';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
let people: PanelPeople;
useWorld(async (fresh) => {
  world = fresh;
  ({ project, people } = await paneling(world));
});

describe('a draw given up', () => {
  test('keeps its number and its reason, calls its witness off, and is never opened', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    await project.act(world.people.officer, 'draw.abandon', { reason: '见证人生病' });
    expect(await drawOf(world, project)).toMatchObject({
      number: 1,
      state: 'abandoned',
      abandonedReason: '见证人生病',
    });
    const called = await world.db.outboxMail.findFirstOrThrow({ where: { kind: 'witness-changed' } });
    expect(called.data).toMatchObject({ startsAt: null, reason: '见证人生病' });
    const { step } = await world.db.round.findFirstOrThrow({ where: { projectId: project.id } });
    expect(step).toBe('seats');
    expect((await frozen(world, project, people)).number).toBe(2);
  });
});

describe('a draw from digits that were not thrown', () => {
  const OTHER = '48215 90467 11284 60953';
  const propose = async (changes: object = {}) => {
    const { id } = await drawOf(world, project);
    const evidenceSha256 = await world.file();
    return { drawId: id, reason: '首位数字误录', first: OTHER, second: OTHER, evidenceSha256, ...changes };
  };
  const voided = async () => {
    const { proposalId } = await project.act(world.people.officer, 'draw.propose_void', await propose());
    return project.act(world.people.director, 'draw.decide_void', { proposalId, approve: true });
  };

  test('is void under its number, can be read, seats nobody any more, and is repeated', async () => {
    await drawn(world, project, people);
    const seated = (await holders(world, project)).slice(3);
    await project.act(seated[0]!.personId, 'panel_invitation.accept', { relations: [] });
    await voided();
    const first = await world.db.draw.findFirstOrThrow({ orderBy: { number: 'asc' } });
    expect(first).toMatchObject({ number: 1, state: 'void', abandonedReason: '首位数字误录' });
    expect(verifyDrawBundle(first.bundle!).filter(({ ok }) => !ok)).toEqual([]);
    expect(await holders(world, project)).toHaveLength(3);
    const accepted = await world.db.person.findUniqueOrThrow({ where: { id: seated[0]!.personId } });
    expect(await project.mails('panel-dissolved')).toEqual([expect.stringContaining(accepted.name)]);
    expect(await project.mail('panel-dissolved')).toMatchObject({ reason: expect.stringContaining('作废') });
    expect(await project.tasks('draw-again')).toEqual([`officer draw-again ${first.id}`]);
    expect(await world.db.auditEvent.findFirst({ where: { type: 'draw.voided' } })).not.toBeNull();

    const { ceremonyId, number } = await frozen(world, project, people);
    expect([number, ceremonyId === first.ceremonyId]).toEqual([2, false]);
    const { startsAt } = await world.db.ceremony.findUniqueOrThrow({ where: { id: ceremonyId as string } });
    await world.moveTo(startsAt.toISOString());
    await project.act(people.witness, 'draw.enter_digits', { first: OTHER, second: OTHER });
    await project.act(people.witness, 'draw.reveal');
    expect(await holders(world, project)).toHaveLength(5);
    expect(await project.tasks('draw-again')).toEqual([]);
    for (const invariant of [seatsAreFilledLawfully, drawsVerify]) {
      expect(await world.worker.transaction((tx) => invariant.check(tx))).toEqual([]);
    }
  });

  test('is not void for another reason than its digits, nor by one person alone', async () => {
    await drawn(world, project, people);
    const { officer, director } = world.people;
    const same = await propose({ first: DICE, second: DICE });
    expect((await project.refusal(officer, 'draw.propose_void', same)).code).toBe('NOTHING_CHANGED');
    const unlike = await propose({ second: DICE });
    expect((await project.refusal(officer, 'draw.propose_void', unlike)).code).toBe('DICE_MISMATCH');
    const { proposalId } = await project.act(officer, 'draw.propose_void', await propose());
    await project.act(director, 'draw.decide_void', { proposalId, approve: false, reason: '照片与录入一致' });
    expect(await drawOf(world, project)).toMatchObject({ state: 'revealed' });
  });

  test('does not draw for another project of the same ceremony either', async () => {
    const other = await accepted(world);
    await appointed(world, project, people);
    const { ceremonyId } = await frozen(world, project, people);
    const others = { ...people };
    await appointed(world, other, others);
    await other.act(world.people.officer, 'draw.freeze', { randomness: { kind: 'ceremony', ceremonyId } });
    const { startsAt } = await world.db.ceremony.findUniqueOrThrow({ where: { id: ceremonyId as string } });
    await world.moveTo(startsAt.toISOString());
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    await project.act(people.witness, 'draw.reveal');
    await voided();
    expect(await other.tasks('check-void-draw')).toHaveLength(1);
    expect((await other.refusal(people.witness, 'draw.reveal')).code).toBe('CEREMONY_VOID');
    await other.act(world.people.officer, 'draw.abandon', { reason: '同场抽取录入有误' });
    expect(await drawOf(world, other)).toMatchObject({ state: 'abandoned', abandonedReason: '同场抽取录入有误' });
  });
});

describe('a panel is kept', () => {
  test('by a round within six months of one that ended without a result: its drawn members are asked, nobody is drawn', async () => {
    await drawn(world, project, people);
    const before = (await holders(world, project)).slice(3).map(({ personId }) => personId);
    const ended = await world.db.round.findFirstOrThrow({ where: { projectId: project.id } });
    const at = new Date('2026-03-03T03:00:00Z');
    await world.db.seatHolder.updateMany({ where: { endedAt: null }, data: { endedAt: at, endReason: 'no_result' } });
    await world.db.round.update({
      where: { id: ended.id },
      data: { step: 'ended', endedAt: at, endReason: 'no_result' },
    });
    const { applicationId, ruleSetId } = ended;
    await world.db.round.create({
      data: { projectId: project.id, number: 2, kind: 'acceptance', step: 'days', applicationId, ruleSetId },
    });
    await project.act(world.people.officer, 'meeting.plan', MEETING);
    expect((await holders(world, project)).map(({ personId }) => personId).sort()).toEqual([...before].sort());
    await project.act(world.people.officer, 'seat.appoint', { role: 'leader', personId: world.people.secondOfficer });
    await project.act(world.people.officer, 'seat.appoint', { role: 'deputy', personId: people.deputy });
    const named = { role: 'department', member: { personId: people.official } };
    await project.act(people.liaison, 'seat.name_member', named);
    expect(
      (await project.refusal(world.people.officer, 'draw.freeze', byDice(people, { startsAt: '2026-03-04T01:00:00Z' })))
        .code,
    ).toBe('SEATS_FILLED');
    await confirmed(world, project);
    expect(await project.stage()).toBe('convening');
  });
});
