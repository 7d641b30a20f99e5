import { toDate } from '../../activities/database/dates';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import { FILTERS } from '../../domain/eligibility/filter-pool';
import { drawsVerify } from '../../ops/invariants/draws';
import { seatsAreFilledLawfully } from '../../ops/invariants/panels';
import { accepted } from '../support/life';
import {
  appointed,
  byDice,
  documentOf,
  drawn,
  drawOf,
  expert,
  frozen,
  holders,
  MEETING,
  otherStaff,
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

describe('a commitment', () => {
  test('is published before any dice, to the witness and the directors; its secret is nowhere to be read', async () => {
    await appointed(world, project, people);
    const { number, root } = await frozen(world, project, people);
    const draw = await drawOf(world, project);
    expect([draw.number, draw.root, draw.state, draw.bundle]).toEqual([number, root, 'committed', null]);
    const mails = await world.db.outboxMail.findMany({ where: { kind: 'draw-commitment' }, include: { person: true } });
    expect(mails.map(({ person }) => person.name).sort()).toEqual(['公证员', '赵国强']);
    expect(mails[0]!.data).toMatchObject({ draw: '1', root, secretHash: draw.secretHash, link: '/draws/1' });
    const invitation = await world.db.outboxMail.findFirstOrThrow({ where: { kind: 'witness-invitation' } });
    expect(invitation.data).toMatchObject({ place: '二楼会议室', startsAt: '2026-03-03T01:00:00.000Z', draws: 1 });
    const { candidates, steps, exclusions } = await documentOf(world, project);
    expect(candidates).toHaveLength(8);
    expect(exclusions).toEqual([]);
    expect(steps.map(({ filter, left }) => [filter, left])).toEqual(
      ['status', 'specialty', 'recusal', 'yearly-cap', 'availability', 'load'].map((filter) => [filter, 8]),
    );
    expect((await project.refusal(people.witness, 'draw.reveal')).code).toBe('DIGITS_MISSING');
  });

  test('each person left out has a reason; nobody else’s salted id is his', async () => {
    const { db } = world;
    const { organisationId } = await db.projectParty.findFirstOrThrow({
      where: { projectId: project.id, role: 'design' },
    });
    const [tied, away, staff, old, kin] = people.experts as [string, string, string, string, string];
    // With whom the pool stays wide enough.
    await expert(world, '专家九', ['archives']);
    await db.membership.create({
      data: { personId: tied, organisationId, kind: 'employment', until: toDate('2024-06-30') },
    });
    await db.absence.create({ data: { personId: away, from: toDate('2026-03-24'), until: toDate('2026-03-24') } });
    await db.poolMembership.updateMany({ where: { personId: staff }, data: { regulatorStaff: true } });
    await db.poolMembership.updateMany({ where: { personId: old }, data: { birthDate: toDate('1950-01-01') } });
    await db.declaredRelation.create({
      data: { personId: kin, organisationId, kind: 'kinship', declaredOn: toDate('2026-01-05') },
    });
    await appointed(world, project, people);
    await frozen(world, project, people);
    const { id } = await drawOf(world, project);
    const rows = await db.drawExclusion.findMany({ where: { drawId: id } });
    expect(Object.fromEntries(rows.map(({ personId, code }) => [personId, code]))).toEqual({
      [tied]: 'RECUSED_EMPLOYMENT',
      [away]: 'UNAVAILABLE',
      [staff]: 'REGULATOR_STAFF',
      [old]: 'AGE',
      [kin]: 'RECUSED_KINSHIP',
    });
    const { exclusions } = await documentOf(world, project);
    expect(exclusions.map(({ code }) => code).sort()).toEqual(rows.map(({ code }) => code).sort());
    expect(exclusions.some((exclusion) => people.experts.includes(exclusion.id))).toBe(false);
  });

  test('a seat of another project on the same half-days bars, and counts as load', async () => {
    await drawn(world, project, people);
    const taken = (await holders(world, project)).slice(3).map(({ personId }) => personId);
    const other = await accepted(world);
    await appointed(world, other, { ...people, ...(await otherStaff(world, people, other)) });
    await frozen(world, other, people);
    const rows = await world.db.drawExclusion.findMany({ where: { drawId: (await drawOf(world, other)).id } });
    expect(rows.map(({ personId, code }) => [personId, code]).sort()).toEqual(
      taken.map((id) => [id, 'UNAVAILABLE']).sort(),
    );
    expect((await drawOf(world, other)).number).toBe(2);
  });

  test.each([
    ['on the same half-days they bar, and nobody learns why', MEETING, 'UNAVAILABLE', undefined],
    ['on others they count as load', { ...MEETING, halfDays: [{ date: '2026-03-26', half: 'morning' }] }, undefined, 1],
  ])('seats of one pool count in every other: %s', async (_, meeting, code, load) => {
    const { db, city } = world;
    await drawn(world, project, people);
    const taken = (await holders(world, project)).slice(3).map(({ personId }) => personId);
    const rows = await db.poolMembership.findMany({ where: { personId: { in: taken } } });
    await db.poolMembership.createMany({
      data: rows.map(({ id: __, ...row }) => ({ ...row, jurisdictionId: city.id })),
    });
    for (const [at, specialty] of ['archives', 'municipal', 'archives', 'municipal'].entries()) {
      await expert(world, `市专家${at}`, [specialty], { poolId: city.id });
    }
    const other = await accepted(world);
    await appointed(world, other, { ...people, ...(await otherStaff(world, people, other)) }, meeting);
    await other.act(world.people.officer, 'draw.freeze', {
      ...byDice(people, { startsAt: '2026-03-04T01:00:00.000Z' }),
      pool: 'parent',
    });
    const { id } = await drawOf(world, other);
    const exclusions = await db.drawExclusion.findMany({ where: { drawId: id } });
    expect(exclusions.map((one) => [one.personId, one.code]).sort()).toEqual(
      code ? taken.map((personId) => [personId, code]).sort() : [],
    );
    const { candidates } = await documentOf(world, other);
    expect(candidates.map((one) => one.load).filter((one) => one > 0)).toEqual(load ? taken.map(() => load) : []);
  });

  test('a refused freeze uses up no number', async () => {
    await appointed(world, project, people);
    await world.db.poolMembership.updateMany({ data: { status: 'suspended' } });
    expect((await project.refusal(world.people.officer, 'draw.freeze', byDice(people))).code).toBe('POOL_INFEASIBLE');
    await world.db.poolMembership.updateMany({ data: { status: 'active' } });
    expect((await frozen(world, project, people)).number).toBe(1);
  });

  test('from a pool that appoints in fact needs the director, who is shown how high the chance is', async () => {
    const { officer, director } = world.people;
    const archivists = people.experts.filter((_, index) => index % 2 === 0);
    await world.db.poolMembership.updateMany({
      where: { personId: { in: archivists.slice(1) } },
      data: { status: 'suspended' },
    });
    await appointed(world, project, people);
    expect(await project.refusal(officer, 'draw.freeze', byDice(people))).toMatchObject({
      code: 'POOL_TOO_NARROW',
      details: { field: 'pool', value: '1/1', people: 1, allowed: '1/2' },
    });
    const asked = { change: { kind: 'narrow-pool' }, reason: '全区在库档案专家仅此一人' };
    const { proposalId, ...shown } = await project.act(officer, 'departure.propose', asked);
    expect(shown).toMatchObject({ poolBefore: 5, poolAfter: 5, highestChance: '1/1', designated: 1 });
    expect((await project.refusal(officer, 'draw.freeze', byDice(people))).code).toBe('POOL_TOO_NARROW');
    await project.act(director, 'departure.decide', { proposalId, approve: true });
    await project.act(officer, 'draw.freeze', byDice(people));
    const { departures } = await documentOf(world, project);
    expect(departures).toEqual([
      {
        ...asked,
        poolBefore: 5,
        poolAfter: 5,
        filters: FILTERS.map((filter) => ({ filter, before: 5, after: 5 })),
        highestChance: '1/1',
      },
    ]);
    const mail = await world.db.outboxMail.findFirstOrThrow({ where: { kind: 'draw-commitment' } });
    expect(mail.data).toMatchObject({ designated: 1 });
    for (const invariant of [seatsAreFilledLawfully, drawsVerify]) {
      expect(await world.worker.transaction((tx) => invariant.check(tx))).toEqual([]);
    }
  });

  test('with a tighter filter shows the pool before and after at every filter, and what it does to the highest chance', async () => {
    const { officer } = world.people;
    await appointed(world, project, people);
    const only = { change: { kind: 'only', tags: ['archives'] }, reason: '以案卷质量为主' };
    const shown = await project.act(officer, 'departure.propose', only);
    expect(shown).toMatchObject({ poolBefore: 8, poolAfter: 4, highestChance: null, designated: 0 });
    expect(shown.filters).toEqual(FILTERS.map((filter) => ({ filter, before: 8, after: filter === 'status' ? 8 : 4 })));
    const unknown = { change: { kind: 'only', tags: ['bridges'] }, reason: '桥梁工程' };
    expect((await project.refusal(officer, 'departure.propose', unknown)).details).toMatchObject({
      field: 'change.tags[0]',
      value: 'bridges',
      allowed: expect.arrayContaining(['transport']),
    });
  });

  test('needs a time to come and a witness from outside the section', async () => {
    const { officer } = world.people;
    const { db } = world;
    await appointed(world, project, people);
    const refused = async (changes: object) =>
      (await project.refusal(officer, 'draw.freeze', byDice(people, changes))).code;
    expect(await refused({ startsAt: '2026-03-02T00:59:00.000Z' })).toBe('BAD_INPUT');
    expect(await refused({ witnessId: world.people.secondOfficer })).toBe('WITNESS_NOT_INDEPENDENT');
    expect(await refused({ witnessId: world.people.stranger })).toBe('WITNESS_NOT_INDEPENDENT');
    await db.grant.updateMany({ where: { personId: { in: [officer, people.witness] } }, data: { section: '业务科' } });
    expect(await refused({})).toBe('WITNESS_NOT_INDEPENDENT');
  });

  test('borrowed from the city’s pool says so, and counts its people', async () => {
    for (let index = 1; index <= 6; index += 1) {
      await expert(world, `市专家${index}`, [index % 2 ? 'archives' : 'municipal'], { poolId: world.city.id });
    }
    await appointed(world, project, people);
    await project.act(world.people.officer, 'draw.freeze', { ...byDice(people), pool: 'parent' });
    const { subject, candidates } = await documentOf(world, project);
    expect(subject).toContain('借用上级专家库');
    expect(candidates).toHaveLength(6);
  });
});

describe('what is committed and revealed', () => {
  test('no role changes it, and its secret and salts stay encrypted', async () => {
    await drawn(world, project, people);
    const { id, bundle, commitment } = await drawOf(world, project);
    const forged = JSON.stringify({ ...JSON.parse(bundle!), result: { drawn: [], alternates: [] } });
    await expect(world.db.draw.update({ where: { id }, data: { bundle: forged } })).rejects.toThrow('only added to');
    await expect(world.db.draw.update({ where: { id }, data: { root: '0'.repeat(64) } })).rejects.toThrow(
      'only added to',
    );
    await expect(
      world.db.draw.update({ where: { id }, data: { commitment: { ...(commitment as object), number: 7 } } }),
    ).rejects.toThrow('only added to');
    const [{ sealed }] = await world.db.$queryRaw<[{ sealed: Uint8Array }]>`SELECT sealed FROM sealed.draw`;
    const { secret } = JSON.parse(bundle!) as DrawBundle;
    expect(Buffer.from(sealed).toString('latin1')).not.toContain(secret);
  });
});
