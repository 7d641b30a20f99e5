import { assertNoticed } from '../../activities/acts/notice/notice-standing';
import { openProcess } from '../../activities/process/process-context';
import { Refusal } from '../../domain/errors';
import { confirmed, DICE, drawn, frozen, holders, MEETING, type PanelPeople, paneling } from '../support/panel';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
let people: PanelPeople;
useWorld(async (fresh) => {
  world = fresh;
  ({ project, people } = await paneling(world));
  await drawn(world, project, people);
  await confirmed(world, project);
});

const NOTICE = { bring: '身份证', prepare: '全部案卷、检索工具和汇报材料' };
const members = async () => (await holders(world, project)).map(({ personId }) => personId);

/** Seats by number whose notice stands open; empty: the meeting may open. */
async function standsOpen(): Promise<unknown> {
  const opened = world.worker.transaction(async (tx) => {
    const ids = { actorId: null, factId: crypto.randomUUID() };
    await assertNoticed(await openProcess(tx, { now: () => new Date() }, project.id, null, ids));
    return [];
  });
  return opened.catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'NOTICE_TOO_SHORT') return error.details.value;
    throw error;
  });
}

test('each member gets notice with his seat and a calendar, the owner a head-count and no name', async () => {
  await project.act(world.people.officer, 'notice.send', NOTICE);
  expect(await project.mails('panel-meeting-notice')).toHaveLength(5);
  expect(await project.mail('owner-meeting-notice')).toEqual({
    project: expect.any(String),
    panelSize: 5,
    sessions: [
      { startsAt: '2026-03-24T01:00:00.000Z', endsAt: '2026-03-24T04:00:00.000Z' },
      { startsAt: '2026-03-24T06:30:00.000Z', endsAt: '2026-03-24T09:30:00.000Z' },
    ],
    place: MEETING.place,
    prepare: NOTICE.prepare,
    meetingId: expect.any(String),
    sequence: 1,
    due: '2026-03-06',
    link: `/projects/${project.code}/meeting`,
  });
  expect(await project.tasks('send-notice')).toEqual([]);
  expect((await project.refusal(world.people.officer, 'notice.send', NOTICE)).code).toBe('NOTICE_ALREADY_SENT');
});

test('served on all three working days before, the meeting may open; the clock stops with the last', async () => {
  expect(await standsOpen()).toEqual([1, 2, 3, 4, 5]);
  await project.act(world.people.officer, 'notice.send', NOTICE);
  for (const [index, personId] of (await members()).entries()) {
    const service = await world.db.service.findFirstOrThrow({ where: { personId, subjectKind: 'panel_notice' } });
    await project.act(personId, 'service.record', { serviceId: service.id });
    expect(await standsOpen()).toEqual([2, 3, 4, 5].slice(index));
  }
  expect((await project.clocks('meeting_notice')).at(-1)!.state).toBe('stopped');
  await world.moveTo('2026-03-23');
  expect(await project.tasks('collect-waivers')).toEqual([]);
});

test('too late for the term, it opens only when those do without who had no notice in time', async () => {
  const { officer } = world.people;
  const [first, ...others] = (await members()) as [string, ...string[]];
  expect((await project.refusal(first, 'notice.waive')).code).toBe('NOTICE_NOT_SENT');
  await project.act(officer, 'notice.send', NOTICE);
  await project.act(first, 'service.record', {
    serviceId: (await world.db.service.findFirstOrThrow({ where: { personId: first, subjectKind: 'panel_notice' } }))
      .id,
  });
  await world.moveTo('2026-03-20');
  expect(await project.tasks('collect-waivers')).toHaveLength(1);
  const late = await world.db.service.findFirstOrThrow({ where: { personId: others[0], subjectKind: 'panel_notice' } });
  await project.act(others[0]!, 'service.record', { serviceId: late.id });
  expect(await standsOpen()).toEqual([2, 3, 4, 5]);
  for (const personId of others) await project.act(personId, 'notice.waive');
  expect(await standsOpen()).toEqual([]);
  expect(await project.tasks('collect-waivers')).toEqual([]);
});

test('who comes for a member recused after the notice gets it, and nobody else again', async () => {
  const { officer } = world.people;
  await project.act(officer, 'notice.send', NOTICE);
  const recused = (await members())[3]!;
  await project.act(recused, 'recusal.declare', { kind: 'kinship', reason: '亲属在施工单位任职' });
  expect(await project.stage()).toBe('paneling');
  expect((await world.db.seatHolder.findFirstOrThrow({ where: { personId: recused } })).endReason).toBe('RECUSED_LATE');
  await confirmed(world, project);
  expect(await project.stage()).toBe('convening');
  await project.act(officer, 'notice.send', NOTICE);
  expect(await project.mails('panel-meeting-notice')).toHaveLength(6);
  expect(await project.mails('owner-meeting-notice')).toHaveLength(1);
});

test('postponed, the owner hears of it and the notice must be given anew', async () => {
  const { officer, director } = world.people;
  await project.act(officer, 'notice.send', NOTICE);
  await project.act(director, 'meeting.postpone', {
    reason: '台风',
    meeting: { halfDays: [{ date: '2026-04-02', half: 'morning' }], place: '区档案馆' },
  });
  expect(await project.mail('owner-meeting-changed')).toMatchObject({ reason: '台风', sequence: 2, due: '2026-03-06' });
  await confirmed(world, project);
  await project.act(officer, 'notice.send', NOTICE);
  expect(await project.mails('panel-meeting-notice')).toHaveLength(10);
  expect((await project.mail('panel-meeting-notice')).sequence).toBe(3);
});

test('a re-inspection asks the same members, draws for the vacancies alone, and stays in its stage', async () => {
  const { officer } = world.people;
  const { db } = world;
  const first = await db.round.findFirstOrThrow({
    where: { projectId: project.id },
    include: { seats: { orderBy: { number: 'asc' }, include: { holders: { where: { endedAt: null } } } } },
  });
  await db.round.update({
    where: { id: first.id },
    data: { step: 'ended', endedAt: new Date('2026-03-03T03:00:00Z') },
  });
  await project.place('reinspecting');
  const { applicationId, ruleSetId } = first;
  const kind = 'reinspection';
  await db.round.create({
    data: {
      ...{ projectId: project.id, number: 2, kind, applicationId, ruleSetId },
      seats: {
        create: first.seats.map(({ number, role, quota, holders: [holder] }) => {
          const { personId, via, drawId, ticketRank } = holder!;
          const since = new Date('2026-03-03T03:00:00Z');
          return { number, role, quota, holders: { create: { personId, via, drawId, ticketRank, since } } };
        }),
      },
    },
  });
  const before = await members();
  await project.act(officer, 'meeting.plan', MEETING);
  expect(await members()).toEqual(before);
  expect(await project.mails('expert-invitation')).toHaveLength(4);
  await project.act(before[4]!, 'panel_invitation.decline', {});
  expect(await members()).toHaveLength(4);
  await frozen(world, project, people);
  await world.moveTo('2026-03-04');
  // Whoever stays answers while the draw is frozen, and may even leave then.
  await project.act(before[3]!, 'panel_invitation.decline', {});
  await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
  await project.act(people.witness, 'draw.reveal');
  expect(await members()).toHaveLength(5);
  expect(await members()).not.toContain(before[3]);
  await confirmed(world, project);
  expect(await project.stage()).toBe('reinspecting');
  expect((await db.round.findFirstOrThrow({ where: { projectId: project.id, number: 2 } })).step).toBe('full');
  await project.act(officer, 'notice.send', NOTICE);
  expect(await project.mail('reinspection-notice')).toMatchObject({ panelSize: 5, items: 0 });
});
