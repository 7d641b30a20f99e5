import { toDate } from '../../activities/database/dates';
import type { DrawBundle } from '../../domain/draw/draw-bundle';
import type { DrawDocument } from '../../domain/draw/draw-document';
import { verifyDrawBundle } from '../../domain/draw/verify-draw-bundle';
import { FILTERS } from '../../domain/eligibility/filter-pool';
import { drawsVerify } from '../../ops/invariants/draws';
import { seatsAreFilledLawfully } from '../../ops/invariants/panels';
import { ruleSetWith } from '../support/full-panel';
import { accepted } from '../support/life';
import {
  appointed,
  confirmed,
  DICE,
  drawn,
  expert,
  frozen,
  holders,
  MEETING,
  type PanelPeople,
  paneling,
  panelPeople,
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

const drawOf = ({ id }: TestProject) =>
  world.db.draw.findFirstOrThrow({
    where: { projectId: id },
    orderBy: { number: 'desc' },
    include: { ceremony: true },
  });
const documentOf = async (of: TestProject) => (await drawOf(of)).commitment as unknown as DrawDocument;
const dice = (changes: object = {}) => ({
  randomness: {
    kind: 'dice',
    startsAt: '2026-03-03T01:00:00.000Z',
    place: '二楼会议室',
    witnessId: people.witness,
    bring: '身份证',
    ...changes,
  },
});

describe('a commitment', () => {
  test('is published before any dice, to the witness and the directors; its secret is nowhere to be read', async () => {
    await appointed(world, project, people);
    const { number, root } = await frozen(world, project, people);
    const draw = await drawOf(project);
    expect([draw.number, draw.root, draw.state, draw.bundle]).toEqual([number, root, 'committed', null]);
    const mails = await world.db.outboxMail.findMany({ where: { kind: 'draw-commitment' }, include: { person: true } });
    expect(mails.map(({ person }) => person.name).sort()).toEqual(['公证员', '赵国强']);
    expect(mails[0]!.data).toMatchObject({ draw: '1', root, secretHash: draw.secretHash, link: '/draws/1' });
    const invitation = await world.db.outboxMail.findFirstOrThrow({ where: { kind: 'witness-invitation' } });
    expect(invitation.data).toMatchObject({ place: '二楼会议室', startsAt: '2026-03-03T01:00:00.000Z', draws: 1 });
    const { candidates, steps, exclusions } = await documentOf(project);
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
    const { id } = await drawOf(project);
    const rows = await db.drawExclusion.findMany({ where: { drawId: id } });
    expect(Object.fromEntries(rows.map(({ personId, code }) => [personId, code]))).toEqual({
      [tied]: 'RECUSED_EMPLOYMENT',
      [away]: 'UNAVAILABLE',
      [staff]: 'REGULATOR_STAFF',
      [old]: 'AGE',
      [kin]: 'RECUSED_KINSHIP',
    });
    const { exclusions } = await documentOf(project);
    expect(exclusions.map(({ code }) => code).sort()).toEqual(rows.map(({ code }) => code).sort());
    expect(exclusions.some((exclusion) => people.experts.includes(exclusion.id))).toBe(false);
  });

  test('a seat of another project on the same half-days bars, and counts as load', async () => {
    await drawn(world, project, people);
    const taken = (await holders(world, project)).slice(3).map(({ personId }) => personId);
    const other = await accepted(world);
    await appointed(world, other, { ...people, ...(await otherStaff(other)) });
    await frozen(world, other, people);
    const rows = await world.db.drawExclusion.findMany({ where: { drawId: (await drawOf(other)).id } });
    expect(rows.map(({ personId, code }) => [personId, code]).sort()).toEqual(
      taken.map((id) => [id, 'UNAVAILABLE']).sort(),
    );
    expect((await drawOf(other)).number).toBe(2);
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
    await appointed(world, other, { ...people, ...(await otherStaff(other)) }, meeting);
    await other.act(world.people.officer, 'draw.freeze', {
      ...dice({ startsAt: '2026-03-04T01:00:00.000Z' }),
      pool: 'parent',
    });
    const { id } = await drawOf(other);
    const exclusions = await db.drawExclusion.findMany({ where: { drawId: id } });
    expect(exclusions.map((one) => [one.personId, one.code]).sort()).toEqual(
      code ? taken.map((personId) => [personId, code]).sort() : [],
    );
    const { candidates } = await documentOf(other);
    expect(candidates.map((one) => one.load).filter((one) => one > 0)).toEqual(load ? taken.map(() => load) : []);
  });

  test('a refused freeze uses up no number', async () => {
    await appointed(world, project, people);
    await world.db.poolMembership.updateMany({ data: { status: 'suspended' } });
    expect((await project.refusal(world.people.officer, 'draw.freeze', dice())).code).toBe('POOL_INFEASIBLE');
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
    expect(await project.refusal(officer, 'draw.freeze', dice())).toMatchObject({
      code: 'POOL_TOO_NARROW',
      details: { field: 'pool', value: '1/1', people: 1, allowed: '1/2' },
    });
    const asked = { change: { kind: 'narrow-pool' }, reason: '全区在库档案专家仅此一人' };
    const { proposalId, ...shown } = await project.act(officer, 'departure.propose', asked);
    expect(shown).toMatchObject({ poolBefore: 5, poolAfter: 5, highestChance: '1/1', designated: 1 });
    expect((await project.refusal(officer, 'draw.freeze', dice())).code).toBe('POOL_TOO_NARROW');
    await project.act(director, 'departure.decide', { proposalId, approve: true });
    await project.act(officer, 'draw.freeze', dice());
    const { departures } = await documentOf(project);
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
    const refused = async (changes: object) => (await project.refusal(officer, 'draw.freeze', dice(changes))).code;
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
    await project.act(world.people.officer, 'draw.freeze', { ...dice(), pool: 'parent' });
    const { subject, candidates } = await documentOf(project);
    expect(subject).toContain('借用上级专家库');
    expect(candidates).toHaveLength(6);
  });
});

/** Staff for a second panel on the same days. */
async function otherStaff(other: TestProject): Promise<Pick<PanelPeople, 'deputy' | 'liaison' | 'official'>> {
  const { liaison, official } = await panelPeople(world, other, 0);
  return { deputy: people.deputy, liaison, official };
}

describe('the ceremony', () => {
  test('digits come from the witness in person, twice alike, and after the commitment', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    const enter = (first: string, second: string) => ['draw.enter_digits', { first, second }] as const;
    expect((await project.refusal(people.witness, ...enter(DICE, DICE))).code).toBe('DIGITS_BEFORE_COMMITMENT');
    await world.moveTo('2026-03-03');
    expect((await project.refusal(world.people.officer, ...enter(DICE, DICE))).code).toBe('ACT_NOT_YOURS');
    const swapped = await project.refusal(people.witness, ...enter(DICE, DICE.replace('38', '83')));
    expect([swapped.code, swapped.details.positions]).toEqual(['DICE_MISMATCH', [1, 2]]);
    expect((await project.refusal(people.witness, ...enter('3821', '3821'))).code).toBe('DICE_TOO_FEW');
    await project.act(people.witness, ...enter(DICE, DICE));
    await project.act(people.witness, 'draw.reveal');
  });

  test('a typing error is corrected before the reveal by both, with what was there kept', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    await world.moveTo('2026-03-03');
    const wrong = DICE.replace(/\d$/, '9');
    await project.act(people.witness, 'draw.enter_digits', { first: wrong, second: wrong });
    const silent = await project.refusal(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    expect(silent.code).toBe('REASON_REQUIRED');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE, note: '末位看错' });
    expect((await project.refusal(people.witness, 'draw.reveal')).code).toBe('CORRECTION_UNCONFIRMED');
    expect((await project.refusal(people.witness, 'draw.confirm_correction')).code).toBe('ACT_NOT_YOURS');
    await project.act(world.people.officer, 'draw.confirm_correction');
    expect((await project.refusal(world.people.officer, 'draw.confirm_correction')).code).toBe('NOT_FOUND');
    await project.act(people.witness, 'draw.reveal');
    const { ceremony, bundle } = await drawOf(project);
    const events = await world.db.auditEvent.findMany({
      where: { type: { startsWith: 'ceremony.' } },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map(({ type, payload }) => [type, (payload as { correction?: number }).correction])).toEqual([
      ['ceremony.digits_entered', 0],
      ['ceremony.digits_entered', 1],
      ['ceremony.correction_confirmed', 1],
      ['ceremony.revealed', undefined],
    ]);
    expect(ceremony).toMatchObject({
      formerDigits: [wrong.replace(/ /g, '')],
      correctionNote: '末位看错',
      correctionConfirmedById: world.people.officer,
    });
    expect((JSON.parse(bundle!) as DrawBundle).randomness.value).toBe(DICE.replace(/ /g, ''));
  });

  test('serves many draws from one throw, each with its own root and secret; nobody is seated twice at once', async () => {
    const other = await accepted(world);
    const otherPeople = { ...people, ...(await otherStaff(other)) };
    // Few people, so that both draws would want the same ones.
    await world.db.poolMembership.updateMany({
      where: { personId: { in: people.experts.slice(4) } },
      data: { status: 'suspended' },
    });
    await appointed(world, project, people);
    await appointed(world, other, otherPeople);
    const { ceremonyId } = await frozen(world, project, people);
    await other.act(world.people.officer, 'draw.freeze', { randomness: { kind: 'ceremony', ceremonyId } });
    const [one, two] = [await drawOf(project), await drawOf(other)];
    expect(two.ceremonyId).toBe(one.ceremonyId);
    expect(two.root).not.toBe(one.root);
    expect(two.secretHash).not.toBe(one.secretHash);

    await world.moveTo('2026-03-03');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    await project.act(people.witness, 'draw.reveal');
    const late = { first: DICE, second: DICE, note: '更正' };
    expect((await other.refusal(people.witness, 'draw.enter_digits', late)).code).toBe('CEREMONY_REVEALED');
    await other.act(people.witness, 'draw.reveal');

    const seated = [...(await holders(world, project)).slice(3), ...(await holders(world, other)).slice(3)];
    expect(new Set(seated.map(({ personId }) => personId)).size).toBe(4);
    for (const each of [project, other]) {
      const { bundle, root, secretHash } = await drawOf(each);
      expect(verifyDrawBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
    }
    const third = await accepted(world);
    await appointed(world, third, { ...people, ...(await otherStaff(third)) });
    const joined = { randomness: { kind: 'ceremony', ceremonyId } };
    expect((await third.refusal(world.people.officer, 'draw.freeze', joined)).code).toBe('CEREMONY_HELD');
  });

  test.each([
    ['YEARLY_CAP', { yearlyCap: 1 }],
    ['LOAD', { load: { months: 12, slack: 0 } }],
  ])('draws of one batch see each other’s seats, in the order of their numbers: %s', async (code, limits) => {
    const { db } = world;
    await db.poolMembership.updateMany({
      where: { personId: { in: people.experts.slice(4) } },
      data: { status: 'suspended' },
    });
    const other = await accepted(world);
    const { panel } = (await db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } })).body as {
      panel: { eligibility: object };
    };
    const eligibility = { ...panel.eligibility, ...limits };
    const ruleSetId = await ruleSetWith(world, { panel: { eligibility } });
    for (const table of [db.round, db.application] as (typeof db.round)[]) {
      await table.updateMany({ where: { projectId: other.id }, data: { ruleSetId } });
    }
    const halfDays = [{ date: '2026-03-26', half: 'morning' }];
    await appointed(world, project, people);
    await appointed(world, other, { ...people, ...(await otherStaff(other)) }, { ...MEETING, halfDays });
    const { ceremonyId } = await frozen(world, project, people);
    await other.act(world.people.officer, 'draw.freeze', { randomness: { kind: 'ceremony', ceremonyId } });
    expect((await documentOf(other)).candidates).toHaveLength(4);

    await world.moveTo('2026-03-03');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    expect((await other.refusal(people.witness, 'draw.reveal')).code).toBe('EARLIER_DRAW_FIRST');
    await project.act(people.witness, 'draw.reveal');
    await other.act(people.witness, 'draw.reveal');

    const drawnFor = async (each: TestProject) => (await holders(world, each)).slice(3).map(({ personId }) => personId);
    const [one, two] = [await drawnFor(project), await drawnFor(other)];
    expect([...one, ...two].sort()).toEqual(people.experts.slice(0, 4).sort());
    const { bundle, root, secretHash } = await drawOf(other);
    const { result, refills } = JSON.parse(bundle!) as DrawBundle;
    const passed = refills.map(({ event }) => (event.kind === 'vacancy' ? event.code : event.kind));
    expect(passed).toEqual(passed.map(() => code));
    expect(result.drawn.length).toBeGreaterThan(0);
    expect(verifyDrawBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('without a witness a named lottery of a later day gives the randomness', async () => {
    const { officer } = world.people;
    await appointed(world, project, people);
    const lottery = { kind: 'public-lottery', name: '双色球2026025期', date: '2026-03-05', count: 7, maximum: 33 };
    const past = { randomness: { ...lottery, date: '2026-03-02' } };
    expect((await project.refusal(officer, 'draw.freeze', past)).code).toBe('LOTTERY_NOT_FUTURE');
    await project.act(officer, 'draw.freeze', { randomness: lottery });
    const result = { first: '3 08 12 19 24 31 05', second: '3 8 12 19 24 31 5' };
    expect((await project.refusal(officer, 'draw.enter_lottery', result)).code).toBe('OCCURRED_IN_FUTURE');
    await world.moveTo('2026-03-06');
    await project.act(officer, 'draw.enter_lottery', result);
    expect(await holders(world, project)).toHaveLength(5);
    const { bundle, root, secretHash } = await drawOf(project);
    expect((JSON.parse(bundle!) as DrawBundle).randomness.value).toBe('3.8.12.19.24.31.5.');
    expect(verifyDrawBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe('a ceremony of the bureau above', () => {
  test('serves a district’s draws as well, each bureau with its own officers; another district’s does not', async () => {
    const { db, city, people: staff } = world;
    const startsAt = new Date('2026-03-03T01:00:00Z');
    const source = { kind: 'dice', count: 20 };
    const held = { startsAt, source, place: '市局二楼', operatorId: staff.cityOfficer };
    const { id: ceremonyId } = await db.ceremony.create({
      data: { ...held, jurisdictionId: city.id, witnessId: people.witness },
    });
    const west = await db.jurisdiction.create({
      data: { code: 'XX', name: '西区', bureauName: '西区档案局', paperCode: '西档', parentId: city.id },
    });
    const elsewhere = await db.ceremony.create({
      data: { ...held, jurisdictionId: west.id, witnessId: people.witness },
    });
    await appointed(world, project, people);
    const join = (id: string) => ({ randomness: { kind: 'ceremony', ceremonyId: id } });
    expect(await project.refusal(staff.officer, 'draw.freeze', join(elsewhere.id))).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'randomness.ceremonyId' },
    });
    await project.act(staff.officer, 'draw.freeze', join(ceremonyId));
    await world.moveTo(startsAt.toISOString());
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    await project.act(people.witness, 'draw.reveal');
    expect(await holders(world, project)).toHaveLength(5);
    const events = await db.auditEvent.findMany({
      where: { type: { startsWith: 'ceremony.' } },
      orderBy: { at: 'asc' },
    });
    expect(events.map(({ chain, type }) => [chain, type])).toEqual([
      [`jurisdiction/${city.code}`, 'ceremony.digits_entered'],
      [`jurisdiction/${city.code}`, 'ceremony.revealed'],
    ]);
  });
});

describe('what is known is not chosen', () => {
  test('no draw joins a ceremony from its hour on: the dice may have been thrown', async () => {
    const other = await accepted(world);
    await appointed(world, project, people);
    await appointed(world, other, { ...people, ...(await otherStaff(other)) });
    const { ceremonyId } = await frozen(world, project, people);
    await world.moveTo('2026-03-03T01:00:00.000Z');
    const joined = { randomness: { kind: 'ceremony', ceremonyId } };
    expect(await other.refusal(world.people.officer, 'draw.freeze', joined)).toMatchObject({
      code: 'CEREMONY_HELD',
      details: { field: 'randomness.ceremonyId', value: ceremonyId, allowed: 'a ceremony that has not begun' },
    });
  });

  test('a draw is not given up once its digits are in, and is revealed by nobody but the witness', async () => {
    const { officer } = world.people;
    await appointed(world, project, people);
    await frozen(world, project, people);
    await world.moveTo('2026-03-03');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    const abandoned = await project.refusal(officer, 'draw.abandon', { reason: '重新安排' });
    expect([abandoned.code, abandoned.details.allowed]).toEqual(['CEREMONY_HELD', 'draw.reveal']);
    expect((await project.refusal(officer, 'draw.reveal')).code).toBe('ACT_NOT_YOURS');
    expect((await project.refusal(officer, 'draw.confirm_correction')).code).toBe('NOT_FOUND');
    await project.act(people.witness, 'draw.reveal');
  });

  test('one lottery has one result, whoever enters it, until a draw from other numbers is void', async () => {
    const { officer, director } = world.people;
    const other = await accepted(world);
    await appointed(world, project, people);
    await appointed(world, other, { ...people, ...(await otherStaff(other)) });
    const lottery = { kind: 'public-lottery', name: '双色球2026025期', date: '2026-03-05', count: 7, maximum: 33 };
    await project.act(officer, 'draw.freeze', { randomness: lottery });
    await other.act(officer, 'draw.freeze', { randomness: { ...lottery, name: '双色球 ２０２６025 期' } });
    await world.moveTo('2026-03-06');
    const wrong = { first: '3 8 12 19 24 31 6', second: '3 8 12 19 24 31 6' };
    const right = { first: '3 8 12 19 24 31 5', second: '3 8 12 19 24 31 5' };
    await project.act(officer, 'draw.enter_lottery', wrong);
    expect(await other.refusal(officer, 'draw.enter_lottery', right)).toMatchObject({
      code: 'LOTTERY_RESULT_DIFFERS',
      details: { field: 'first', value: '3.8.12.19.24.31.5.', allowed: '3.8.12.19.24.31.6.', draw: 1 },
    });
    const { id: drawId } = await drawOf(project);
    const voiding = { drawId, reason: '末位号码误录', ...right, evidenceSha256: await world.file() };
    const { proposalId } = await project.act(officer, 'draw.propose_void', voiding);
    await project.act(director, 'draw.decide_void', { proposalId, approve: true });
    await other.act(officer, 'draw.enter_lottery', right);
    expect((await drawOf(other)).state).toBe('revealed');
  });

  test('a draw for a lottery is not given up from the day of the lottery on, entered or not', async () => {
    const { officer } = world.people;
    await appointed(world, project, people);
    const lottery = { kind: 'public-lottery', name: '双色球2026025期', date: '2026-03-05', count: 7, maximum: 33 };
    await project.act(officer, 'draw.freeze', { randomness: lottery });
    await world.moveTo('2026-03-04');
    await project.act(officer, 'draw.abandon', { reason: '见证人可以到场' });
    await project.act(officer, 'draw.freeze', { randomness: lottery });
    await world.moveTo('2026-03-05');
    expect((await project.refusal(officer, 'draw.abandon', { reason: '重来' })).code).toBe('CEREMONY_HELD');
    const enter = async (first: string, second = first) =>
      (await project.refusal(officer, 'draw.enter_lottery', { first, second })).details;
    expect(await enter('3 8 12 19 24 31 5', '3 8 12 19 24 5 31')).toMatchObject({ field: 'second', positions: [6, 7] });
    expect(await enter('3 8 12 19 24 31')).toMatchObject({ field: 'first', allowed: '7 numbers from 1 to 33' });
    expect(await enter('3 8 12 19 24 31 34')).toMatchObject({ field: 'first', value: '3 8 12 19 24 31 34' });
    const dice = await project.refusal(officer, 'draw.enter_digits', { first: DICE, second: DICE });
    expect(dice.code).toBe('ACT_NOT_YOURS');
  });
});

describe('a draw given up', () => {
  test('keeps its number and its reason, calls its witness off, and is never opened', async () => {
    await appointed(world, project, people);
    await frozen(world, project, people);
    await project.act(world.people.officer, 'draw.abandon', { reason: '见证人生病' });
    expect(await drawOf(project)).toMatchObject({ number: 1, state: 'abandoned', abandonedReason: '见证人生病' });
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
    const { id } = await drawOf(project);
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
    expect(await drawOf(project)).toMatchObject({ state: 'revealed' });
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
    expect(await drawOf(other)).toMatchObject({ state: 'abandoned', abandonedReason: '同场抽取录入有误' });
  });
});

describe('what is committed and revealed', () => {
  test('no role changes it, and its secret and salts stay encrypted', async () => {
    await drawn(world, project, people);
    const { id, bundle, commitment } = await drawOf(project);
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
      (await project.refusal(world.people.officer, 'draw.freeze', dice({ startsAt: '2026-03-04T01:00:00Z' }))).code,
    ).toBe('SEATS_FILLED');
    await confirmed(world, project);
    expect(await project.stage()).toBe('convening');
  });
});
