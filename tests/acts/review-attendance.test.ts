import { addDays } from '../../domain/calendar/local-date';
import { type FullPanelOrder, fullPanel, panelInRoom, ruleSetWith } from '../support/full-panel';
import { type Meeting, meetingOf } from '../support/meeting';
import { confirmed, drawn, MEETING, paneling } from '../support/panel';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function inspecting(order?: FullPanelOrder): Promise<Meeting> {
  const m = meetingOf(world, await fullPanel(world, { volumes: 12, ...order }));
  await m.checkIn();
  await m.sample();
  return m;
}

const NOTICE = { bring: '身份证', prepare: '案卷' };

/** A panel that was really drawn, so that a seat can be filled again, in its meeting. */
async function drawnAndSampled(other: World) {
  const { project, people } = await paneling(other);
  await drawn(other, project, people);
  await confirmed(other, project);
  await project.act(other.people.officer, 'notice.send', NOTICE);
  const panel = await panelInRoom(other, project, people.witness);
  for (const personId of panel.members) await project.act(personId, 'notice.waive');
  await other.moveTo(MEETING.halfDays[0]!.date);
  const m = meetingOf(other, panel);
  await m.checkIn();
  await m.sample();
  return { project, people, m };
}

const roundOf = (m: Meeting) => world.db.round.findUniqueOrThrow({ where: { id: m.roundId } });

/** Fixes that the meeting goes on tomorrow morning. */
async function resume(m: Meeting): Promise<void> {
  const date = addDays(await world.today(), 1);
  await m.project.act(world.people.officer, 'meeting.resume', {
    halfDays: [{ date, half: 'morning' }],
    reason: '续会',
  });
}

describe('a member who leaves', () => {
  test('counts as gone once two people recorded it; with four of five the meeting adjourns', async () => {
    const m = await inspecting();
    const { officer } = world.people;
    const record = { seatId: m.seats[3], reason: '家中急事', leftAt: '2026-03-02T00:30:00Z' };
    expect((await m.project.refusal(m.members[1]!, 'member.leave', record)).code).toBe('ACT_NOT_YOURS');
    const { departureId } = await m.project.act(officer, 'member.leave', record);
    expect(await m.step()).toBe('inspecting');
    expect((await m.project.refusal(m.members[1]!, 'member.leave_confirm', { departureId })).code).toBe(
      'ACT_NOT_YOURS',
    );
    await m.project.act(m.members[0]!, 'member.leave_confirm', { departureId });
    expect(await roundOf(m)).toMatchObject({ step: 'adjourned', adjournedFrom: 'inspecting' });
    expect(await m.project.stage()).toBe('inspecting');
    const [task] = await world.db.task.findMany({ where: { projectId: m.project.id, kind: 'resume-meeting' } });
    expect(task).toMatchObject({ note: 'quorum_lost', dueOn: new Date('2026-03-16') });
    expect((await m.project.refusal(officer, 'member.leave', record)).code).toBe('ACT_NOT_ALLOWED_IN_STAGE');
  });

  test('of seven owes no sheet any more, his volumes go to others, what he submitted stands', async () => {
    const m = await inspecting({ size: 7, volumes: 14 });
    await m.inspect(5);
    await m.sheet(5);
    await m.leave(5);
    await m.leave(6);
    expect(await m.step()).toBe('inspecting');
    await m.inspectAndScore([0, 1, 2, 3, 4]);
    // The two volumes of the member who left before he inspected them.
    expect(await m.step()).toBe('inspecting');
    const left = await world.db.sampleItem.findMany({ where: { roundId: m.roundId, inspectedAt: null } });
    expect(left.map(({ seatId }) => seatId)).toEqual([m.seats[6], m.seats[6]]);
    await m.project.act(m.members[0]!, 'volume.reassign', { itemIds: left.map(({ id }) => id), seatId: m.seats[1] });
    await m.inspect(1);
    expect(await m.step()).toBe('deliberating');
    expect(await world.db.sheetIn.count({ where: { roundId: m.roundId } })).toBe(6);
  });

  test('without a vote is absent from the tally; the vote of one who left after it stands', async () => {
    const m = await inspecting({ size: 7, volumes: 7 });
    await m.inspectAndScore();
    await m.deliberate();
    await m.vote(5, 'pass');
    await m.leave(5);
    for (const seat of [0, 1, 2, 3, 4]) await m.vote(seat, 'pass');
    expect(await m.step()).toBe('voting');
    await m.leave(6);
    expect(await m.step()).toBe('tallied');
    const result = await world.db.result.findUniqueOrThrow({ where: { roundId: m.roundId } });
    expect(result).toMatchObject({ panelSize: 7, pass: 6, absent: 1, passed: true });
  });

  test('as leader hands over to the deputy at once; with nobody to preside the meeting adjourns', async () => {
    const m = await inspecting({ size: 7, volumes: 7 });
    await m.leave(0, 1);
    expect(await m.step()).toBe('inspecting');
    const [item] = await world.db.sampleItem.findMany({ where: { roundId: m.roundId, seatId: m.seats[0] } });
    const body = { itemIds: [item!.id], seatId: m.seats[2] };
    expect((await m.project.refusal(m.members[0]!, 'volume.reassign', body)).code).toBe('SEAT_NOT_PRESENT');
    await m.project.act(m.members[1]!, 'volume.reassign', body);
    // The last one who presides confirms his own leaving.
    await m.leave(1, 1);
    expect(await roundOf(m)).toMatchObject({ step: 'adjourned', adjournedFrom: 'inspecting' });
  });
});

describe('a meeting that goes on', () => {
  test('on another day draws a fresh sample; sheets that were handed in stand', async () => {
    const m = await inspecting({ volumes: 240 });
    for (const seat of [0, 1]) {
      await m.inspect(seat);
      await m.sheet(seat);
    }
    await m.leave(4);
    await resume(m);
    expect((await m.project.refusal(world.people.officer, 'sample.commit', { witnessId: m.witness })).code).toBe(
      'ACT_NOT_ALLOWED_IN_STAGE',
    );
    await world.moveTo(addDays(await world.today(), 1));
    await m.checkInAnew([0, 1, 2, 3]);
    expect(await m.step()).toBe('adjourned');
    await m.checkInAnew([4]);
    expect(await roundOf(m)).toMatchObject({ step: 'sampling', adjournedFrom: null, adjournedOn: null });
    expect(
      await world.db.sampleItem.count({ where: { roundId: m.roundId, seatId: { not: null }, inspectedAt: null } }),
    ).toBe(0);
    await m.sample();
    for (const seat of m.seats.keys()) await m.inspect(seat);
    for (const seat of [2, 3, 4]) await m.sheet(seat);
    expect(await m.step()).toBe('deliberating');
  });

  test('goes on where it stood when no sheet is owed', async () => {
    const m = await inspecting();
    await m.inspectAndScore();
    await m.leave(4);
    expect(await roundOf(m)).toMatchObject({ step: 'adjourned', adjournedFrom: 'deliberating' });
    await resume(m);
    await world.moveTo(addDays(await world.today(), 1));
    await m.checkInAnew();
    expect(await m.step()).toBe('deliberating');
  });

  test('by rule min5 without a member who stayed away, whose sheet is owed no more', async () => {
    const ruleSet = await ruleSetWith(world, { meeting: { opening: 'min5' } });
    const m = await inspecting({ size: 7, volumes: 7, ruleSet });
    for (const seat of m.seats.keys()) await m.inspect(seat);
    for (const seat of [0, 1, 2, 3, 4]) await m.sheet(seat);
    await m.leave(4);
    await m.leave(3);
    await m.leave(2);
    expect(await roundOf(m)).toMatchObject({ step: 'adjourned', adjournedFrom: 'inspecting' });
    await resume(m);
    await world.moveTo(addDays(await world.today(), 1));
    await m.checkInAnew([0, 1, 2, 3, 4]);
    await m.project.act(world.people.director, 'meeting.open_short', { reason: '两位成员未到' });
    expect(await m.step()).toBe('deliberating');
    await m.deliberate();
    for (const seat of [0, 1, 2, 3, 4]) await m.vote(seat, 'pass');
    expect(await m.step()).toBe('voting');
    await m.absent(5);
    await m.absent(6);
    expect(await world.db.result.findUnique({ where: { roundId: m.roundId } })).toMatchObject({ pass: 5, absent: 2 });
  });
});

describe('a member who must stay out', () => {
  test('in the meeting: his work is void, the seat is filled from the draw, the others’ sheets stand', async () => {
    const other = await createWorld();
    try {
      const { project, people, m } = await drawnAndSampled(other);
      const recused = m.seats.length - 1;
      for (const seat of [0, 1, recused]) {
        await m.inspect(seat);
        await m.sheet(seat);
      }
      const finding = { code: 'B-01', evidence: '合同未写归档要求' };
      await project.act(m.members[recused]!, 'volumes.inspect', { volumes: [], findings: [finding] });
      const body = { seatId: m.seats[recused], kind: 'employment', reason: '三年内在施工单位任职' };
      expect((await project.refusal(other.people.officer, 'recusal.declare', body)).code).toBe('SCAN_REQUIRED');
      expect((await project.refusal(m.members[2]!, 'recusal.declare', body)).code).toBe('ACT_NOT_YOURS');
      await project.act(m.members[recused]!, 'recusal.declare', { ...body, seatId: undefined });
      expect(await m.step()).toBe('adjourned');
      const work = { where: { roundId: m.roundId, seatId: m.seats[recused] } };
      expect((await other.db.sheetIn.findMany(work)).map((sheet) => sheet.void)).toEqual([true]);
      expect((await other.db.finding.findMany(work)).map((found) => found.void)).toEqual([true]);
      expect((await project.refusal(m.members[recused]!, 'recusal.declare', body)).code).toBe('ACT_NOT_YOURS');

      const halfDays = [{ date: '2026-04-02', half: 'morning' }];
      await project.act(other.people.officer, 'meeting.resume', { halfDays, reason: '成员回避，续会' });
      expect([await m.step(), await project.stage()]).toEqual(['inviting', 'paneling']);
      const next = await panelInRoom(other, project, people.witness);
      expect(next.members.slice(0, recused)).toEqual(m.members.slice(0, recused));
      expect(next.members[recused]).not.toBe(m.members[recused]);
      await project.act(next.members[recused]!, 'panel_invitation.accept', { relations: [] });
      expect([await m.step(), await project.stage()]).toEqual(['full', 'convening']);
      await project.act(other.people.officer, 'notice.send', NOTICE);
      for (const personId of next.members) await project.act(personId, 'notice.waive');
      await other.moveTo('2026-04-02');
      const again = meetingOf(other, next);
      await again.checkIn();
      expect([await again.step(), await project.stage()]).toEqual(['sampling', 'inspecting']);
      await again.sample();
      for (const seat of again.seats.keys()) await again.inspect(seat);
      for (const seat of [2, 3, recused]) await again.sheet(seat);
      expect(await again.step()).toBe('deliberating');
      const counted = await other.db.sheetIn.findMany({ where: { roundId: m.roundId, void: false } });
      expect(counted.map(({ personId }) => personId).sort()).toEqual([...next.members].sort());
      const neverOpened = await other.db.sheetIn.findMany({ where: { roundId: m.roundId, void: true } });
      expect(neverOpened.map(({ value, salt }) => [value, salt])).toEqual([[null, null]]);
      await again.deliberate();
      for (const seat of again.seats.keys()) await again.vote(seat, 'pass');
      expect(await again.step()).toBe('tallied');
    } finally {
      await other.close();
    }
  });

  test('the same day: all that was his is inspected anew by those who are there', async () => {
    const other = await createWorld();
    try {
      const { project, people, m } = await drawnAndSampled(other);
      const { date } = MEETING.halfDays[0]!;
      const recused = m.seats.length - 1;
      const his = { roundId: m.roundId, seatId: m.seats[recused]! };
      const [looked, ...open] = await other.db.sampleItem.findMany({ where: his });
      const volumes = [{ itemId: looked!.id, findings: [] }];
      await project.act(m.members[recused]!, 'volumes.inspect', { volumes });
      await project.act(m.members[recused]!, 'recusal.declare', { kind: 'employment', reason: '曾任职' });

      const halfDays = [{ date, half: 'afternoon' }];
      await project.act(other.people.officer, 'meeting.resume', { halfDays, reason: '成员回避，续会' });
      const next = await panelInRoom(other, project, people.witness);
      await project.act(next.members[recused]!, 'panel_invitation.accept', { relations: [] });
      await project.act(other.people.officer, 'notice.send', NOTICE);
      for (const personId of next.members) await project.act(personId, 'notice.waive');
      await meetingOf(other, next).checkIn();
      expect(await m.step()).toBe('inspecting');
      const ids = [looked!, ...open].map(({ id }) => id);
      const anew = await other.db.sampleItem.findMany({ where: { id: { in: ids } } });
      expect(anew.map(({ inspectedAt, seatId }) => [inspectedAt, seatId])).toEqual(
        ids.map(() => [null, expect.any(String)]),
      );
    } finally {
      await other.close();
    }
  });

  test('before check-in: the seat falls vacant at once, for the reason it has', async () => {
    const m = meetingOf(world, await fullPanel(world));
    const scanSha256 = await world.file();
    const body = { seatId: m.seats[1], kind: 'kinship', reason: '与施工单位负责人系亲属' };
    await m.project.act(world.people.officer, 'recusal.declare', body, { channel: 'counter', scanSha256 });
    expect([await m.step(), await m.project.stage()]).toEqual(['inviting', 'paneling']);
    const [left] = await world.db.seatHolder.findMany({ where: { seatId: m.seats[1] } });
    expect(left).toMatchObject({ personId: m.members[1], endReason: 'RECUSED_LATE' });
    expect(await m.project.tasks('fill-seat')).toEqual([`officer fill-seat ${left!.id}`]);
  });

  test('during the ballot: his vote is void and never opened, the others’ stand', async () => {
    const m = await inspecting();
    await m.inspectAndScore();
    await m.deliberate();
    await m.vote(1, 'fail');
    await m.vote(2, 'pass');
    await m.project.act(m.members[1]!, 'recusal.declare', { kind: 'advice', reason: '曾为项目提供咨询' });
    expect(await roundOf(m)).toMatchObject({ step: 'adjourned', adjournedFrom: 'voting' });
    const ballots = await world.db.ballotIn.findMany({ where: { roundId: m.roundId }, orderBy: { factId: 'asc' } });
    expect(ballots.map(({ personId, void: isVoid, value }) => [personId, isVoid, value]).sort()).toEqual(
      [
        [m.members[1], true, null],
        [m.members[2], false, null],
      ].sort(),
    );
  });
});
