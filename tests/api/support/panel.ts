import { applicationForm, registrationForm, volumes } from '../../support/life';
import { DICE, MEETING } from '../../support/panel';
import { makePerson, type TestPerson } from './people';
import type { RunningApi } from './running-api';
import { signedIn, type Visitor } from './visitor';

/** A list that somebody reads. Fails when it is refused. */
export async function items(by: Visitor, address: string) {
  const { status, text, body } = await by.get(address);
  if (status !== 200) throw new Error(`${address} ${status}: ${text}`);
  return body.items;
}

/** Eight who may be drawn, half of them of archives and half of the works, and one whose membership rests. */
export async function fillPool(api: RunningApi): Promise<TestPerson[]> {
  const experts: TestPerson[] = [];
  for (let number = 1; number <= 9; number += 1) {
    const rests = number === 9;
    const person = await makePerson(api, rests ? '停用专家' : `专家${number}`);
    experts.push(person);
    const { personId } = person;
    const employer = (await api.officer.post('/api/v1/organisations', { name: `第${number}单位`, kinds: ['employer'] }))
      .body.id;
    const member = {
      personId,
      jurisdictionId: api.east,
      specialties: [number % 2 === 1 ? 'archives' : 'municipal'],
      titleLevel: 'senior',
      yearsInField: 12,
      birthDate: new Date('1972-06-01'),
      joinedOn: new Date('2020-01-01'),
      status: rests ? ('suspended' as const) : ('active' as const),
    };
    await api.admin.client.poolMembership.create({ data: member });
    const employment = { personId, organisationId: employer, kind: 'employment', from: '2015-01-01' };
    const { status, text } = await api.officer.post('/api/v1/memberships', employment);
    if (status !== 201) throw new Error(text);
  }
  return experts;
}

/** Plans the meeting and fills the appointed seats. @returns deputy and department's member; the leader is `secondOfficer` */
export async function appointSeats(api: RunningApi, code: string): Promise<[deputy: TestPerson, official: TestPerson]> {
  await api.act(api.officer, code, 'meeting.plan', MEETING);
  const { secondOfficer } = api.people;
  await api.act(api.officer, code, 'seat.appoint', { role: 'leader', personId: secondOfficer.personId });
  const deputy = await makePerson(api, '副组长', [{ role: 'officer', jurisdictionId: api.east }]);
  await api.act(api.officer, code, 'seat.appoint', { role: 'deputy', personId: deputy.personId });
  const { organisationId } = (await items(api.officer, `/api/v1/projects/${code}/parties`)).find(
    ({ role }: { role: string }) => role === 'department',
  );
  const liaison = await makePerson(api, '联系人', [{ role: 'department', organisationId }]);
  const official = await makePerson(api, '郑处长');
  await api.admin.client.membership.create({
    data: { personId: official.personId, organisationId, kind: 'employment' },
  });
  const named = { role: 'department', member: { personId: official.personId } };
  await api.act(await signedIn(api, liaison), code, 'seat.name_member', named);
  return [deputy, official];
}

/** Who sits on a panel, signed in. */
export interface Member {
  seatId: string;
  personId: string;
  visitor: Visitor;
}

/** A project of stage `convening`: its panel is full, and nobody has had notice yet. */
export interface Panel {
  code: string;
  roundId: string;
  /** By seat number: leader, deputy, department's member, two experts. */
  members: [leader: Member, deputy: Member, official: Member, first: Member, second: Member];
  /** Ids of the meeting's morning and afternoon. */
  halfDays: [morning: string, afternoon: string];
}

/** The day of the meeting, while the panel sits. */
export const MEETING_TIME = '2026-03-24T01:30:00.000Z';

/**
 * From a new project to the full panel, on its second day.
 *
 * @param listed volumes of the catalogue: more than are sampled, unless a test wants few
 */
export async function fullPanel(api: RunningApi, listed = 120): Promise<Panel> {
  const { officer, owner } = api;
  const code = await accepted(api, listed);
  const experts = await fillPool(api);
  const [deputy, official] = await appointSeats(api, code);
  await drawPanel(api, code);

  const { secondOfficer } = api.people;
  const everybody = [secondOfficer, deputy, official, ...experts];
  const [round] = await items(officer, `/api/v1/projects/${code}/rounds`);
  const members: Member[] = [];
  for (const { id: seatId, holder } of round.seats) {
    const person = everybody.find(({ personId }) => personId === holder.personId)!;
    const visitor = person === secondOfficer ? api.secondOfficer : await signedIn(api, person);
    members.push({ seatId, personId: person.personId, visitor });
    if (holder.answer === null) await api.act(visitor, code, 'panel_invitation.accept', { relations: [] });
  }
  for (const { id } of await items(owner, '/api/v1/services?open=true')) {
    await api.act(owner, code, 'service.record', { serviceId: id });
  }
  const halfDays = round.halfDays.map(({ id }: { id: string }) => id);
  return { code, roundId: round.id, members: members as Panel['members'], halfDays };
}

/** A project that is tracked: its registration is confirmed. */
export async function registered(api: RunningApi): Promise<string> {
  const { officer, owner } = api;
  const code = await api.project();
  const { serviceId } = await api.act(officer, code, 'invitation.send');
  await api.act(owner, code, 'service.record', { serviceId });
  await api.act(owner, code, 'registration.submit', { form: registrationForm() });
  await api.act(officer, code, 'registration.confirm', { route: 'own' });
  return code;
}

/** A project whose application is being reviewed. @returns its code */
export async function applied(api: RunningApi, listed = 120): Promise<string> {
  const { owner } = api;
  const code = await registered(api);
  const { status, text, body } = await owner.post(`/api/v1/projects/${code}/catalogues`, { volumes: volumes(listed) });
  if (status !== 201) throw new Error(text);
  const catalogue = { id: body.id, sha256: body.sha256 };
  const form = await applicationForm({ db: api.admin.client }, catalogue);
  await api.act(owner, code, 'application.submit', { form });
  return code;
}

/** The same with its application accepted: a panel is to be formed. */
export async function accepted(api: RunningApi, listed?: number): Promise<string> {
  const code = await applied(api, listed);
  const answer = { reply: { decision: 'accept' }, reason: '材料齐全' };
  const { proposalId } = await api.act(api.officer, code, 'application.propose', answer);
  await api.act(api.director, code, 'application.decide', { proposalId, approve: true });
  return code;
}

/** Commits to a draw for the vacant seats, whose dice are thrown in the morning of 3 March. */
export async function freezePanel(api: RunningApi, code: string): Promise<void> {
  const witnessId = api.people.witness.personId;
  const dice = { kind: 'dice', startsAt: '2026-03-03T01:00:00.000Z', place: '二楼会议室', witnessId, bring: '身份证' };
  await api.act(api.officer, code, 'draw.freeze', { randomness: dice });
}

/** The same, and draws. */
export async function drawPanel(api: RunningApi, code: string): Promise<void> {
  await freezePanel(api, code);
  await api.moveTo('2026-03-03T01:30:00.000Z');
  await api.act(api.witness, code, 'draw.enter_digits', { first: DICE, second: DICE });
  await api.act(api.witness, code, 'draw.reveal');
}

/** Gives notice; the owner and each of these members sign for it. */
export async function notice(api: RunningApi, { code, members }: Panel, signing: readonly Member[] = members) {
  await api.act(api.officer, code, 'notice.send', { bring: '身份证', prepare: '全部案卷及检索工具' });
  for (const by of [api.owner, ...signing.map(({ visitor }) => visitor)]) {
    const [service] = await items(by, '/api/v1/services?open=true&mine=true');
    await api.act(by, code, 'service.record', { serviceId: service.id });
  }
}
