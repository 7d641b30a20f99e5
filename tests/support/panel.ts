import { toDate } from '../../activities/database/dates';
import type { DrawDocument } from '../../domain/draw/draw-document';
import { accepted } from './life';
import type { TestProject, World } from './process';

/** An expert of a pool with an employer of his own, unless said otherwise. */
export async function expert(
  { db, person, organisation, district }: World,
  name: string,
  specialties: string[],
  {
    employerId,
    poolId = district.id,
    joinedOn = '2020-01-01',
  }: { employerId?: string; poolId?: string; joinedOn?: string } = {},
): Promise<string> {
  const personId = await person(name);
  const organisationId = employerId ?? (await organisation(`${name}的单位`));
  await db.membership.create({ data: { personId, organisationId, kind: 'employment', from: toDate('2015-01-01') } });
  await db.poolMembership.create({
    data: {
      personId,
      jurisdictionId: poolId,
      specialties,
      titleLevel: 'senior',
      yearsInField: 12,
      birthDate: toDate('1972-06-01'),
      joinedOn: toDate(joinedOn),
    },
  });
  return personId;
}

/** Everybody a panel needs besides the staff of a world. */
export interface PanelPeople {
  deputy: string;
  witness: string;
  /** Contact of the competent department. */
  liaison: string;
  /** A colleague whom the department names. */
  official: string;
  /** Half of them `archives`, half `municipal`. */
  experts: string[];
}

/** A project of stage `paneling` with a pool of `count` experts, and who forms its panel. */
export async function paneling(world: World, count = 8): Promise<{ project: TestProject; people: PanelPeople }> {
  const project = await accepted(world);
  return { project, people: await panelPeople(world, project, count) };
}

export async function panelPeople(world: World, project: TestProject, count = 8): Promise<PanelPeople> {
  const { db, person, district } = world;
  const { organisationId } = await db.projectParty.findFirstOrThrow({
    where: { projectId: project.id, role: 'department' },
  });
  const official = await person('郑处长');
  await db.membership.create({ data: { personId: official, organisationId, kind: 'employment' } });
  const witness = await person('公证员', 'witness', { jurisdictionId: district.id });
  await db.grant.updateMany({ where: { personId: witness }, data: { section: '法规科' } });
  const experts: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    experts.push(await expert(world, `专家${index}`, [index % 2 === 1 ? 'archives' : 'municipal']));
  }
  return {
    deputy: await person('副组长', 'officer', { jurisdictionId: district.id }),
    witness,
    liaison: await person('联系人', 'department', { organisationId }),
    official,
    experts,
  };
}

/** Two half-days in the week after the start of a world. */
export const MEETING = {
  halfDays: [
    { date: '2026-03-24', half: 'morning' },
    { date: '2026-03-24', half: 'afternoon' },
  ],
  place: '禅城区档案馆三楼',
};

/** Twenty dice. */
export const DICE = '38215 90467 11284 60953';

/** Plans the meeting and fills the appointed seats. */
export async function appointed(
  world: World,
  project: TestProject,
  people: PanelPeople,
  meeting: object = MEETING,
): Promise<void> {
  const { officer, secondOfficer } = world.people;
  await project.act(officer, 'meeting.plan', meeting);
  await project.act(officer, 'seat.appoint', { role: 'leader', personId: secondOfficer });
  await project.act(officer, 'seat.appoint', { role: 'deputy', personId: people.deputy });
  await project.act(people.liaison, 'seat.name_member', {
    role: 'department',
    member: { personId: people.official },
  });
}

/** Freezes a draw whose dice are thrown on the next day at nine. @returns the act's answer */
export async function frozen(world: World, project: TestProject, people: PanelPeople) {
  const tomorrow = new Date(new Date(`${await world.today()}T01:00:00.000Z`).getTime() + 86_400_000);
  return project.act(world.people.officer, 'draw.freeze', byDice(people, { startsAt: tomorrow.toISOString() }));
}

/** From planning to the reveal on the day after: every member is asked. */
export async function drawn(world: World, project: TestProject, people: PanelPeople): Promise<void> {
  await appointed(world, project, people);
  const { ceremonyId } = await frozen(world, project, people);
  const { startsAt } = await world.db.ceremony.findUniqueOrThrow({ where: { id: ceremonyId as string } });
  await world.moveTo(startsAt.toISOString());
  await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
  await project.act(people.witness, 'draw.reveal');
}

/** Who holds the seats now, by seat number. */
export async function holders({ db }: World, project: TestProject) {
  return db.seatHolder.findMany({
    where: { endedAt: null, seat: { round: { projectId: project.id, endedAt: null } } },
    orderBy: { seat: { number: 'asc' } },
    include: { seat: true, person: true },
  });
}

/** Every member who was asked accepts. */
export async function confirmed(world: World, project: TestProject): Promise<void> {
  for (const { personId, answer } of await holders(world, project)) {
    if (answer === null) await project.act(personId, 'panel_invitation.accept', { relations: [] });
  }
}

/** The latest draw of a project. */
export const drawOf = ({ db }: World, { id }: TestProject) =>
  db.draw.findFirstOrThrow({ where: { projectId: id }, orderBy: { number: 'desc' }, include: { ceremony: true } });

/** What it committed to. */
export const documentOf = async (world: World, of: TestProject) =>
  (await drawOf(world, of)).commitment as unknown as DrawDocument;

/** A draw by dice on the next day. */
export const byDice = ({ witness: witnessId }: PanelPeople, changes: object = {}) => ({
  randomness: {
    kind: 'dice',
    startsAt: '2026-03-03T01:00:00.000Z',
    place: '二楼会议室',
    witnessId,
    bring: '身份证',
    ...changes,
  },
});

/** Staff for a second panel on the same days. */
export async function otherStaff(
  world: World,
  { deputy }: PanelPeople,
  other: TestProject,
): Promise<Pick<PanelPeople, 'deputy' | 'liaison' | 'official'>> {
  const { liaison, official } = await panelPeople(world, other, 0);
  return { deputy, liaison, official };
}
