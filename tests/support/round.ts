import { panelInRoom } from './full-panel';
import { accepted } from './life';
import { type Meeting, meetingOf, type Vote } from './meeting';
import { confirmed, drawn, MEETING, type PanelPeople, panelPeople } from './panel';
import type { TestProject, World } from './process';

/** A project whose panel is to be formed, and who forms it. */
export interface Case {
  project: TestProject;
  panel: PanelPeople;
}

/** A project of stage `convening`: its panel is drawn, and every member has accepted. */
export async function convened(world: World): Promise<Case> {
  const project = await accepted(world);
  await project.sign(world.people.owner, 'reply');
  const panel = await panelPeople(world, project);
  await drawn(world, project, panel);
  await confirmed(world, project);
  return { project, panel };
}

/** Gives notice, has each member sign for it, and goes to the day of the meeting. */
export async function met(world: World, { project, panel }: Case, date = MEETING.halfDays[0]!.date): Promise<Meeting> {
  await noticed(world, project);
  await world.moveTo(date);
  return meetingOf(world, await panelInRoom(world, project, panel.witness));
}

/** Gives notice of the meeting; the owner, and each member who has not got it yet, sign for it. */
export async function noticed({ db, people }: World, project: TestProject): Promise<void> {
  await project.act(people.officer, 'notice.send', { bring: '身份证', prepare: '全部案卷及检索工具' });
  const services = await db.service.findMany({
    where: { projectId: project.id, subjectKind: 'panel_notice', servedOn: null, waivedFactId: null },
  });
  await project.sign(people.owner, 'owner_notice');
  for (const { id, personId } of services) await project.act(personId!, 'service.record', { serviceId: id });
}

/** From check-in to the ballot; the leader finds something for each of these marks, and the panel marks it so. */
export async function balloting({ db }: World, m: Meeting, marks: readonly ('must_fix' | 'fix')[] = []): Promise<void> {
  const [leader] = m.members as [string];
  await m.checkIn();
  await m.sample();
  const found = marks.map((_, at) => ({ code: 'B-01', evidence: `第${at + 1}份合同未写归档要求` }));
  if (found.length > 0) await m.project.act(leader, 'volumes.inspect', { volumes: [], findings: found });
  await m.inspectAndScore();
  const findings = await db.finding.findMany({ where: { roundId: m.roundId }, orderBy: { evidence: 'asc' } });
  const decisions = findings.map(({ id }, at) => ({ as: marks[at], findingId: id }));
  if (decisions.length > 0) await m.project.act(leader, 'finding.mark', { decisions });
  await m.deliberate();
}

/** What a panel of five votes when it passes a project, and when it fails one. */
export const PASSED: Vote[] = ['pass', 'pass', 'pass', 'pass', 'fail'];
export const FAILED: Vote[] = ['fail', 'fail', 'fail', 'abstain', 'pass'];

/** The ballot of every member, the announcement, the signed opinion and its issue. */
export async function concluded(world: World, m: Meeting, votes: readonly Vote[]): Promise<void> {
  for (const [seat, vote] of votes.entries()) await m.vote(seat, vote);
  await m.project.act(m.members[0]!, 'result.announce');
  await issued(world, m);
}

/** The announced result as a signed opinion that the director issues. */
export async function issued(world: World, { project, members }: Meeting): Promise<void> {
  const { officer, director } = world.people;
  const text = {
    overview: '项目概况',
    management: '档案管理情况',
    problems: '部分合同未写归档要求',
    advice: '',
    againstScoreReason: '系统性缺陷',
  };
  const { opinionId } = await project.act(members[0]!, 'opinion.draft', text);
  for (const member of members) await project.act(member, 'opinion.sign', { opinionId });
  const file = await world.file();
  await project.act(officer, 'opinion.submit_form', { printedSha256: file, scanSha256: file });
  await project.act(director, 'opinion.issue');
}

/** A project that its panel has failed, with items that must be fixed and others. */
export async function failed(world: World): Promise<Case> {
  const life = await convened(world);
  const m = await met(world, life);
  await balloting(world, m, ['must_fix', 'fix']);
  await concluded(world, m, FAILED);
  await life.project.sign(world.people.owner, 'opinion');
  return life;
}

/** The same members are asked anew and meet again. */
export async function metAgain(world: World, life: Case, date: string): Promise<Meeting> {
  const halfDays = [{ date, half: 'morning' }];
  await life.project.act(world.people.officer, 'meeting.plan', { halfDays, place: MEETING.place });
  await confirmed(world, life.project);
  return met(world, life, date);
}
