import type { DrawDocument } from '../../../domain/draw/draw-document';
import { LIFE_TIMEOUT, useFlows } from '../../support/flows';
import { panelInRoom } from '../../support/full-panel';
import { meetingOf } from '../../support/meeting';
import { confirmed, drawn, expert, holders, paneling } from '../../support/panel';
import { balloting, concluded, convened, met, noticed, PASSED } from '../../support/round';

const lives = useFlows();

test(
  'silence after the invitation arrived vacates a seat, its refill is asked at once, and the panel comes about',
  async () => {
    const { world } = lives;
    const { project, people } = await paneling(world);
    await drawn(world, project, people);
    const asked = await holders(world, project);
    const silent = asked.at(-1)!;
    for (const { personId } of asked.slice(0, -1)) {
      await project.act(personId, 'panel_invitation.accept', { relations: [] });
    }
    await world.moveTo('2026-03-06');
    const left = await world.db.seatHolder.findFirstOrThrow({ where: { id: silent.id } });
    expect(left.endReason).toBe('NO_ANSWER');
    const next = (await holders(world, project)).at(-1)!;
    expect([next.seatId, next.via]).toEqual([silent.seatId, 'replacement']);
    await confirmed(world, project);
    const { rang, open, violations } = await world.course(project);
    expect(rang).toContain('invitation_reply');
    expect([open, violations]).toEqual([['', '/review/1'], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'overlapping specialties and colleagues are drawn by table, and a vacancy is filled from the same draw',
  async () => {
    const { world } = lives;
    const { project, people } = await paneling(world);
    const employerId = await world.organisation('两人的单位');
    for (const name of ['甲', '乙']) await expert(world, name, ['archives', 'municipal'], { employerId });
    await drawn(world, project, people);
    const { commitment } = await world.db.draw.findFirstOrThrow({ where: { projectId: project.id } });
    const { plan, candidates } = commitment as unknown as DrawDocument;
    expect([plan.kind, candidates.length]).toEqual(['table', 10]);
    const [, , , first] = await holders(world, project);
    await project.act(first!.personId, 'panel_invitation.decline', {});
    const now = await holders(world, project);
    expect(now.map(({ via }) => via)).toContain('replacement');
    expect(now).toHaveLength(5);
    await confirmed(world, project);
    const { open, violations } = await world.course(project);
    expect([open, violations]).toEqual([['', '/review/1'], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'a meeting that is postponed asks everybody again, and one who declines is refilled',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project } = life;
    const meeting = { halfDays: [{ date: '2026-04-02', half: 'morning' }], place: '区档案馆二楼' };
    await project.act(world.people.director, 'meeting.postpone', { reason: '场地检修', meeting });
    expect((await world.course(project)).open).toEqual(['', '/formation/1']);
    const [, , , first] = await holders(world, project);
    await project.act(first!.personId, 'panel_invitation.decline', {});
    await confirmed(world, project);
    const m = await met(world, life, '2026-04-02');
    await balloting(world, m);
    await concluded(world, m, PASSED);
    expect(await world.course(project)).toMatchObject({ open: [''], violations: [] });
    expect(await project.stage()).toBe('awaiting_completion');
  },
  LIFE_TIMEOUT,
);

test(
  'a member who must stay out adjourns the meeting; the seat is refilled and the meeting goes on',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project, panel } = life;
    const m = await met(world, life);
    await m.checkIn();
    await m.sample();
    const recusal = { kind: 'employment', reason: '三年内在施工单位任职' };
    await project.act(m.members.at(-1)!, 'recusal.declare', recusal);
    const halfDays = [{ date: '2026-04-02', half: 'morning' }];
    await project.act(world.people.officer, 'meeting.resume', { halfDays, reason: '成员回避，续会' });
    expect((await world.course(project)).open).toEqual(['', '/formation/1']);
    await confirmed(world, project);
    await noticed(world, project);
    await world.moveTo('2026-04-02');
    const again = meetingOf(world, await panelInRoom(world, project, panel.witness));
    await balloting(world, again);
    await concluded(world, again, PASSED);
    const { stages, open, violations } = await world.course(project);
    expect(stages.slice(4)).toEqual([
      ...['paneling', 'convening', 'inspecting', 'paneling', 'convening'],
      ...['inspecting', 'concluding', 'awaiting_completion'],
    ]);
    expect([open, violations]).toEqual([[''], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'an absence that could decide leaves no result; the meeting goes on within days, and then there is one',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const m = await met(world, life);
    await balloting(world, m);
    for (const [seat, vote] of (['pass', 'pass', 'fail', 'abstain'] as const).entries()) await m.vote(seat, vote);
    await m.absent(4);
    expect(await m.step()).toBe('adjourned');
    const halfDays = [{ date: '2026-03-26', half: 'morning' }];
    await life.project.act(world.people.officer, 'meeting.resume', { halfDays, reason: '缺席成员的表决可能改变结果' });
    await world.moveTo('2026-03-26');
    await m.checkInAnew();
    await m.vote(4, 'pass');
    await life.project.act(m.members[0]!, 'result.announce');
    expect(await world.course(life.project)).toMatchObject({ open: [''], violations: [] });
    expect(await life.project.stage()).toBe('concluding');
  },
  LIFE_TIMEOUT,
);

test(
  'a member who must stay out before check-in is replaced in ticket order, and the meeting is held without him',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project, panel } = life;
    await noticed(world, project);
    const out = (await holders(world, project)).at(-1)!;
    const recusal = { kind: 'advice', reason: '曾为项目提供咨询' };
    await project.act(out.personId, 'recusal.declare', recusal);
    expect(await project.stage()).toBe('paneling');
    expect((await world.course(project)).open).toEqual(['', '/formation/1']);
    const left = await world.db.seatHolder.findUniqueOrThrow({ where: { id: out.id } });
    expect(left.endReason).toBe('RECUSED_LATE');
    await confirmed(world, project);
    const next = (await holders(world, project)).at(-1)!;
    expect([next.seatId, next.via, next.personId === out.personId]).toEqual([out.seatId, 'replacement', false]);
    // Who has had notice keeps it.
    const notice = { bring: '身份证', prepare: '全部案卷及检索工具' };
    expect(await project.act(world.people.officer, 'notice.send', notice)).toMatchObject({ members: 1 });
    await project.sign(next.personId, 'panel_notice');
    await world.moveTo('2026-03-24');
    const m = meetingOf(world, await panelInRoom(world, project, panel.witness));
    await balloting(world, m);
    await concluded(world, m, PASSED);
    const { stages, open, violations } = await world.course(project);
    expect(stages.slice(4)).toEqual([
      ...['paneling', 'convening', 'paneling', 'convening', 'inspecting', 'concluding', 'awaiting_completion'],
    ]);
    expect([open, violations]).toEqual([[''], []]);
  },
  LIFE_TIMEOUT,
);

test(
  'a member who leaves while it is voted adjourns the meeting; what he cast stands when it goes on',
  async () => {
    const { world } = lives;
    const life = await convened(world);
    const { project } = life;
    const m = await met(world, life);
    await balloting(world, m);
    await m.vote(4, 'fail');
    await m.leave(4);
    expect(await m.step()).toBe('adjourned');
    expect((await world.course(project)).open).toEqual(['', '/review/1']);
    const halfDays = [{ date: '2026-03-26', half: 'morning' }];
    await project.act(world.people.officer, 'meeting.resume', { halfDays, reason: '成员因病离场' });
    await world.moveTo('2026-03-26');
    await m.checkInAnew();
    for (const seat of [0, 1, 2, 3]) await m.vote(seat, 'pass');
    await project.act(m.members[0]!, 'result.announce');
    expect(await world.db.result.findFirstOrThrow()).toMatchObject({ pass: 4, fail: 1, absent: 0, passed: true });
    expect(await world.course(project)).toMatchObject({ open: [''], violations: [] });
  },
  LIFE_TIMEOUT,
);
