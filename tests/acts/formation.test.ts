import { invitationArrived } from '../../activities/acts/panel-invitation/start-reply-clock';
import { toDate } from '../../activities/database/dates';
import { giveUp } from '../../activities/mail/give-up';
import { verifyDrawBundle } from '../../domain/draw/verify-draw-bundle';
import {
  appointed,
  confirmed,
  DICE,
  drawn,
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

const round = () => world.db.round.findFirstOrThrow({ where: { projectId: project.id }, orderBy: { number: 'desc' } });
const lastDraw = () =>
  world.db.draw.findFirstOrThrow({ where: { projectId: project.id }, orderBy: { number: 'desc' } });
const roles = async () => (await holders(world, project)).map(({ seat, person }) => `${seat.role} ${person.name}`);
const machine = { now: () => new Date() };

/** The mail server took everything that asks for an answer. */
async function delivered() {
  const mails = await world.db.outboxMail.findMany({
    where: { projectId: project.id, kind: { in: ['expert-invitation', 'panel-appointment', 'panel-meeting-changed'] } },
  });
  for (const { id } of mails) await world.worker.transaction((tx) => invitationArrived(tx, machine, id));
}

/** Every record that was published verifies, and says what was announced. */
async function verifies() {
  const { bundle, root, secretHash } = await lastDraw();
  expect(verifyDrawBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
}

test('a panel is planned, appointed, drawn, asked and confirmed; then the meeting can be called', async () => {
  await appointed(world, project, people);
  expect((await round()).step).toBe('seats');
  expect(await project.mails('panel-appointment')).toEqual([]);
  const seats = await world.db.seat.findMany({ where: { roundId: (await round()).id }, orderBy: { number: 'asc' } });
  expect(seats.map(({ number, role, quota }) => [number, role, quota])).toEqual([
    [1, 'leader', null],
    [2, 'deputy', null],
    [3, 'department', null],
    [4, 'expert', 'archives'],
    [5, 'expert', 'municipal'],
  ]);

  const { ceremonyId, number } = await frozen(world, project, people);
  expect(number).toBe(1);
  expect((await round()).step).toBe('frozen');
  await world.moveTo('2026-03-03');
  await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
  const { drawId } = await project.act(people.witness, 'draw.reveal');

  expect((await lastDraw()).id).toBe(drawId);
  await verifies();
  expect(
    (await world.db.ceremony.findUniqueOrThrow({ where: { id: ceremonyId as string } })).revealedAt,
  ).not.toBeNull();
  const panel = await holders(world, project);
  expect(panel.map(({ via, seat }) => `${seat.role} ${via} ${seat.state}`)).toEqual([
    'leader appointment invited',
    'deputy appointment invited',
    'department appointment invited',
    'expert draw invited',
    'expert draw invited',
  ]);
  expect((await project.mails('panel-appointment')).map((mail) => mail.split(' → ')[1])).toEqual(
    expect.arrayContaining(['王敏', '副组长', '郑处长']),
  );
  expect(await project.mails('expert-invitation')).toHaveLength(2);
  expect(await project.mail('expert-invitation')).toEqual({
    industry: '市政',
    district: '禅城区',
    sessions: [
      { startsAt: '2026-03-24T01:00:00.000Z', endsAt: '2026-03-24T04:00:00.000Z' },
      { startsAt: '2026-03-24T06:30:00.000Z', endsAt: '2026-03-24T09:30:00.000Z' },
    ],
    due: '2026-03-05T09:30:00.000Z',
    link: `/projects/${project.code}/invitation`,
  });

  await confirmed(world, project);
  expect(await project.stage()).toBe('convening');
  expect((await round()).step).toBe('full');
  expect((await project.clock('meeting_notice')).due).toBe('2026-03-19');
  expect((await project.clocks('invitation_reply')).every(({ state }) => state === 'stopped')).toBe(true);
  expect(await project.tasks('send-notice')).toHaveLength(1);
});

test('names are in no answer and no mail but the member’s own', async () => {
  await drawn(world, project, people);
  const answers = await world.db.actResult.findMany({ where: { projectId: project.id } });
  const mails = await world.db.outboxMail.findMany({ where: { projectId: project.id } });
  const { bundle } = await lastDraw();
  for (const { personId, person, seat } of await holders(world, project)) {
    if (seat.role !== 'expert') continue;
    expect(JSON.stringify(answers.map(({ result }) => result))).not.toContain(personId);
    expect(JSON.stringify(mails.map(({ data }) => data))).not.toContain(person.name);
    expect(bundle).not.toContain(personId);
  }
});

test('who gave an appointed seat back and is appointed again is asked again', async () => {
  await drawn(world, project, people);
  const { officer, secondOfficer } = world.people;
  const [leader] = await holders(world, project);
  const letter = { channel: 'post', scanSha256: await world.file() } as const;
  const vacate = { seatId: leader!.seatId, code: 'WITHDREW', reason: '另有公务' };
  await project.act(officer, 'seat.vacate', vacate, letter);
  const asked = () => project.mails('panel-appointment');
  const before = await asked();
  await project.act(officer, 'seat.appoint', { role: 'leader', personId: secondOfficer });
  expect(await asked()).toHaveLength(before.length + 1);
});

describe('a vacancy of a drawn seat', () => {
  test('is filled from the draw’s own tickets in the same transaction, however it came about', async () => {
    await drawn(world, project, people);
    const [, , , first, second] = await holders(world, project);
    await project.act(first!.personId, 'panel_invitation.decline', { reason: '出差' });
    await project.act(second!.personId, 'panel_invitation.accept', {
      relations: [{ kind: 'advice', words: '去年做过咨询' }],
    });
    const panel = await holders(world, project);
    expect(panel).toHaveLength(5);
    expect(panel.slice(3).map(({ via, ticketRank }) => [via, ticketRank])).toEqual([
      ['replacement', expect.any(Number)],
      ['replacement', expect.any(Number)],
    ]);
    const left = await world.db.seatHolder.findMany({
      where: { endedAt: { not: null } },
      orderBy: { endReason: 'asc' },
    });
    expect(left.map(({ endReason }) => endReason)).toEqual(['DECLINED', 'RECUSED']);
    expect(await world.db.declaredRelation.findFirstOrThrow({ where: { personId: second!.personId } })).toMatchObject({
      kind: 'advice',
      projectId: project.id,
    });
    await verifies();
    expect(await project.mails('expert-invitation')).toHaveLength(4);
  });

  test('passes over who was booked elsewhere since the freeze, and the record says so', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    await world.moveTo('2026-03-03');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    for (const personId of people.experts.slice(0, 5)) {
      await world.db.absence.create({ data: { personId, from: toDate('2026-03-20'), until: toDate('2026-03-30') } });
    }
    await project.act(people.witness, 'draw.reveal');
    const panel = (await holders(world, project)).slice(3).map(({ personId }) => personId);
    expect(panel.every((id) => people.experts.slice(5).includes(id))).toBe(true);
    await verifies();
  });

  test('comes of silence: two working days after delivery; never delivered, after three', async () => {
    await drawn(world, project, people);
    const before = (await holders(world, project)).map(({ personId }) => personId);
    const [arrived, lost] = before.slice(3) as [string, string];
    const { id } = await world.db.outboxMail.findFirstOrThrow({
      where: { personId: arrived, kind: 'expert-invitation' },
    });
    await world.worker.transaction((tx) => invitationArrived(tx, machine, id));
    for (const personId of before.slice(0, 3)) {
      await project.act(personId, 'panel_invitation.accept', { relations: [] });
    }

    await world.moveTo('2026-03-04T09:00:00.000Z');
    expect(await project.mails('expert-invitation-reminder')).toHaveLength(1);
    expect(await project.tasks('phone')).toHaveLength(1);
    await world.moveTo('2026-03-05T09:29:00.000Z');
    expect((await holders(world, project)).map(({ personId }) => personId)).toContain(arrived);
    await world.moveTo('2026-03-05T09:30:00.000Z');
    expect((await holders(world, project)).map(({ personId }) => personId)).not.toContain(arrived);
    await world.moveTo('2026-03-06');
    const reasons = await world.db.seatHolder.findMany({
      where: { personId: { in: [arrived, lost] } },
      select: { personId: true, endReason: true },
    });
    expect(reasons).toEqual(
      expect.arrayContaining([
        { personId: arrived, endReason: 'NO_ANSWER' },
        { personId: lost, endReason: 'NOT_REACHED' },
      ]),
    );
    await verifies();
  });

  test('of who was called because his invitation bounced comes two working days after the call', async () => {
    await drawn(world, project, people);
    const called = (await holders(world, project))[3]!.personId;
    const where = { personId: called, kind: 'expert-invitation' };
    const mail = await world.db.outboxMail.findFirstOrThrow({ where });
    const ending = { state: 'bounced', task: 'phone-recipient', reason: '550', now: await world.now() } as const;
    await world.worker.transaction((tx) => giveUp(tx, [mail], ending));
    const [task] = await world.db.task.findMany({ where: { projectId: project.id, kind: 'phone-recipient' } });
    const call = { spokeWith: '本人', number: '13800000000', words: '已告知会议时间', taskId: task!.id };
    await project.act(world.people.officer, 'call.log', call, { channel: 'phone' });
    expect(await project.tasks('phone-recipient')).toEqual([]);
    const { id } = await world.db.seatHolder.findFirstOrThrow({ where: { personId: called, endedAt: null } });
    expect(await project.clock('invitation_reply', id)).toMatchObject({ state: 'running', due: '2026-03-05' });
  });

  test('with no alternate left names the shortage; relaxed by the director it is filled, else drawn anew', async () => {
    await drawn(world, project, people);
    const archivists = people.experts.filter((_, index) => index % 2 === 0);
    const archivist = async () =>
      (await holders(world, project)).find(({ personId }) => archivists.includes(personId))!;
    for (let left = archivists.length; left > 0; left -= 1) {
      await project.act((await archivist()).personId, 'panel_invitation.decline', {});
    }
    expect(await holders(world, project)).toHaveLength(4);
    const [task] = await world.db.task.findMany({ where: { kind: 'draw-again', doneAt: null } });
    expect(task!.note).toBe(
      '名单内已无人可补，缺档案组。可就空缺席位另行编号抽取。可提请负责人批准放宽：档案组至少1人放宽为0人。',
    );
    await confirmed(world, project);
    expect(await project.stage()).toBe('paneling');

    const again = await project.refusal(world.people.officer, 'draw.freeze', {
      randomness: {
        kind: 'dice',
        startsAt: '2026-03-04T01:00:00.000Z',
        place: '二楼',
        witnessId: people.witness,
        bring: '无',
      },
    });
    expect(again).toMatchObject({
      code: 'POOL_INFEASIBLE',
      details: { people: 3, advice: '可提请负责人批准放宽：档案组至少1人放宽为0人' },
    });
    const [moves] = again.details.relaxations as object[];
    const { proposalId, poolBefore, poolAfter } = await project.act(world.people.officer, 'departure.propose', {
      change: { kind: 'relaxation', moves },
      reason: '库内档案专家均不能参加',
    });
    expect([poolBefore, poolAfter]).toEqual([3, 3]);
    const { content } = await world.db.proposal.findUniqueOrThrow({ where: { id: proposalId as string } });
    expect(content).toMatchObject({ words: '档案组至少1人放宽为0人', highestChance: '1/3', designated: 0 });
    await project.act(world.people.director, 'departure.decide', { proposalId, approve: true });
    expect(await holders(world, project)).toHaveLength(5);
    expect(await project.tasks('draw-again')).toEqual([]);
    await verifies();
    await confirmed(world, project);
    expect(await project.stage()).toBe('convening');
  });
});

describe('the meeting', () => {
  test('postponed to other days: everybody is asked again, and gaps are filled in ticket order', async () => {
    await drawn(world, project, people);
    await delivered();
    await confirmed(world, project);
    await project.act(world.people.director, 'meeting.postpone', {
      reason: '场地检修',
      meeting: { halfDays: [{ date: '2026-04-02', half: 'morning' }], place: '区档案馆二楼' },
    });
    expect(await project.stage()).toBe('paneling');
    expect((await round()).step).toBe('inviting');
    expect(await project.tasks('send-notice')).toEqual([]);
    expect(await project.mails('panel-meeting-changed')).toHaveLength(5);
    expect(await project.mail('panel-meeting-changed')).toMatchObject({ reason: '场地检修', place: '区档案馆二楼' });
    const [, , , first] = await holders(world, project);
    await project.act(first!.personId, 'panel_invitation.decline', {});
    await confirmed(world, project);
    expect(await project.stage()).toBe('convening');
    expect((await project.clock('meeting_notice')).due).toBe('2026-03-30');
    await verifies();
  });

  test('postponed without a date rests until one is fixed; later than the draw is valid a vacancy needs a new draw', async () => {
    await drawn(world, project, people);
    await confirmed(world, project);
    await project.act(world.people.director, 'meeting.postpone', { reason: '汛期' });
    expect((await round()).step).toBe('days');
    expect((await project.mail('panel-meeting-changed')).sessions).toEqual([]);
    await world.moveTo('2026-05-06');
    await project.act(world.people.officer, 'meeting.plan', {
      halfDays: [{ date: '2026-05-20', half: 'morning' }],
      place: '区档案馆',
    });
    expect((await round()).step).toBe('inviting');
    expect(await project.mails('panel-meeting-changed')).toHaveLength(10);
    const [, , , first] = await holders(world, project);
    await project.act(first!.personId, 'panel_invitation.decline', {});
    expect(await holders(world, project)).toHaveLength(4);
    expect(await project.tasks('draw-again')).toHaveLength(1);

    const { number } = await frozen(world, project, people);
    expect(number).toBe(2);
    await world.moveTo('2026-05-07');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    await project.act(people.witness, 'draw.reveal');
    expect(await holders(world, project)).toHaveLength(5);
    expect(await project.tasks('draw-again')).toEqual([]);
    await verifies();
    await confirmed(world, project);
    expect(await project.stage()).toBe('convening');
  });

  test('is planned for days to come, each half-day once', async () => {
    const { officer } = world.people;
    const past = { halfDays: [{ date: '2026-03-02', half: 'morning' }], place: '馆内' };
    expect((await project.refusal(officer, 'meeting.plan', past)).code).toBe('MEETING_NOT_FUTURE');
    const twice = { ...MEETING, halfDays: [MEETING.halfDays[0], MEETING.halfDays[0]] };
    expect((await project.refusal(officer, 'meeting.plan', twice)).details).toMatchObject({ field: 'halfDays[1]' });
  });
});

describe('a seat', () => {
  test('leader and deputy are of the organiser, nobody sits twice, and the recorder sits nowhere', async () => {
    const { officer, secondOfficer, cityOfficer } = world.people;
    await project.act(officer, 'meeting.plan', MEETING);
    const appoint = (role: string, personId: string) => ['seat.appoint', { role, personId }] as const;
    expect((await project.refusal(officer, ...appoint('leader', cityOfficer))).code).toBe('NOT_OF_BODY');
    await project.act(officer, ...appoint('leader', secondOfficer));
    expect((await project.refusal(officer, ...appoint('deputy', secondOfficer))).code).toBe('ALREADY_ON_PANEL');
    expect((await project.refusal(officer, ...appoint('recorder', secondOfficer))).code).toBe('SAME_PERSON');
    await project.act(officer, ...appoint('recorder', people.deputy));
    expect((await project.refusal(officer, ...appoint('deputy', people.deputy))).code).toBe('SAME_PERSON');
    await project.act(officer, ...appoint('leader', officer));
    expect(await roles()).toEqual(['leader 陈慧敏']);
  });

  test('who worked for a party within three years can’t be appointed', async () => {
    const { officer, secondOfficer } = world.people;
    const { organisationId } = await world.db.projectParty.findFirstOrThrow({
      where: { projectId: project.id, role: 'supervision' },
    });
    await world.db.membership.create({
      data: { personId: secondOfficer, organisationId, kind: 'employment', until: toDate('2023-03-02') },
    });
    await project.act(officer, 'meeting.plan', MEETING);
    const refused = await project.refusal(officer, 'seat.appoint', { role: 'leader', personId: secondOfficer });
    expect([refused.code, refused.details.reason]).toEqual(['RECUSED', 'RECUSED_EMPLOYMENT']);
    await world.db.membership.updateMany({ where: { personId: secondOfficer }, data: { until: toDate('2023-03-01') } });
    await project.act(officer, 'seat.appoint', { role: 'leader', personId: secondOfficer });
  });

  test('a body names its member within five working days of service; then the director may fill its seat', async () => {
    const { officer, director } = world.people;
    await project.act(officer, 'meeting.plan', MEETING);
    await project.act(officer, 'seat.request_member', { role: 'department' });
    expect(await project.mails('name-member-letter')).toHaveLength(1);
    expect(await project.mail('name-member-letter')).toMatchObject({ seat: '主管部门成员', termWorkingDays: 5 });
    expect(await project.clocks('name_member')).toEqual([]);
    await project.sign(people.liaison, 'member_letter');
    expect((await project.clock('name_member')).due).toBe('2026-03-09');
    const early = await project.refusal(director, 'seat.appoint', { role: 'department', personId: people.official });
    expect(early.code).toBe('TERM_NOT_PASSED');

    await world.moveTo('2026-03-05');
    expect(await project.mails('name-member-due')).toHaveLength(1);
    await world.moveTo('2026-03-10');
    expect((await project.tasks()).filter((task) => task.includes('name_member'))).toEqual([
      expect.stringContaining('director replace-member'),
      expect.stringContaining('officer remind-body'),
    ]);
    const late = { role: 'department', member: { name: '何科长', email: 'he@example.cn', phone: '13800000000' } };
    await project.act(people.liaison, 'seat.name_member', late);
    expect(await roles()).toEqual(['department 何科长']);
    expect((await project.tasks()).filter((task) => task.includes('name_member'))).toEqual([]);
    expect(await project.mails('first-login')).toHaveLength(1);
  });

  test('is given back only in writing', async () => {
    await drawn(world, project, people);
    const [, , , expert] = await holders(world, project);
    const body = { seatId: expert!.seatId, code: 'WITHDREW', reason: '来函' };
    expect((await project.refusal(world.people.officer, 'seat.vacate', body)).code).toBe('SCAN_REQUIRED');
    await project.act(world.people.officer, 'seat.vacate', body, { scanSha256: await world.file(), channel: 'post' });
    expect((await holders(world, project))[3]!.personId).not.toBe(expert!.personId);
  });
});

describe('an answer by telephone', () => {
  test('is entered with number, time and words; a relation needs the signed scan', async () => {
    await drawn(world, project, people);
    const { officer } = world.people;
    const [, , , first, second] = await holders(world, project);
    const phone = (personId: string) => ({ channel: 'phone' as const, onBehalfOfId: personId });
    const none = { relations: [] };
    const call = { number: '13800138000', at: '2026-03-03T10:00:00+08:00', words: '同意参加，无回避情形' };
    expect((await project.refusal(officer, 'panel_invitation.accept', none, phone(first!.personId))).code).toBe(
      'BAD_INPUT',
    );
    await project.act(officer, 'panel_invitation.accept', { ...none, call }, phone(first!.personId));
    const tied = { relations: [{ kind: 'kinship' }], call };
    expect((await project.refusal(officer, 'panel_invitation.accept', tied, phone(second!.personId))).code).toBe(
      'SCAN_REQUIRED',
    );
    const twice = await project.refusal(first!.personId, 'panel_invitation.decline', {});
    expect(twice.code).toBe('ALREADY_ANSWERED');
    expect((await project.refusal(world.people.stranger, 'panel_invitation.accept', none)).code).toBe('ACT_NOT_YOURS');
  });
});
