import type { DrawBundle } from '../../domain/draw/draw-bundle';
import { verifyDrawBundle } from '../../domain/draw/verify-draw-bundle';
import { ruleSetWith } from '../support/full-panel';
import { accepted } from '../support/life';
import {
  appointed,
  DICE,
  documentOf,
  drawOf,
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
    const { ceremony, bundle } = await drawOf(world, project);
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
    const otherPeople = { ...people, ...(await otherStaff(world, people, other)) };
    // Few people, so that both draws would want the same ones.
    await world.db.poolMembership.updateMany({
      where: { personId: { in: people.experts.slice(4) } },
      data: { status: 'suspended' },
    });
    await appointed(world, project, people);
    await appointed(world, other, otherPeople);
    const { ceremonyId } = await frozen(world, project, people);
    await other.act(world.people.officer, 'draw.freeze', { randomness: { kind: 'ceremony', ceremonyId } });
    const [one, two] = [await drawOf(world, project), await drawOf(world, other)];
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
      const { bundle, root, secretHash } = await drawOf(world, each);
      expect(verifyDrawBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
    }
    const third = await accepted(world);
    await appointed(world, third, { ...people, ...(await otherStaff(world, people, third)) });
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
    await appointed(world, other, { ...people, ...(await otherStaff(world, people, other)) }, { ...MEETING, halfDays });
    const { ceremonyId } = await frozen(world, project, people);
    await other.act(world.people.officer, 'draw.freeze', { randomness: { kind: 'ceremony', ceremonyId } });
    expect((await documentOf(world, other)).candidates).toHaveLength(4);

    await world.moveTo('2026-03-03');
    await project.act(people.witness, 'draw.enter_digits', { first: DICE, second: DICE });
    expect((await other.refusal(people.witness, 'draw.reveal')).code).toBe('EARLIER_DRAW_FIRST');
    await project.act(people.witness, 'draw.reveal');
    await other.act(people.witness, 'draw.reveal');

    const drawnFor = async (each: TestProject) => (await holders(world, each)).slice(3).map(({ personId }) => personId);
    const [one, two] = [await drawnFor(project), await drawnFor(other)];
    expect([...one, ...two].sort()).toEqual(people.experts.slice(0, 4).sort());
    const { bundle, root, secretHash } = await drawOf(world, other);
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
    const { bundle, root, secretHash } = await drawOf(world, project);
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
    await appointed(world, other, { ...people, ...(await otherStaff(world, people, other)) });
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
    await appointed(world, other, { ...people, ...(await otherStaff(world, people, other)) });
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
    const { id: drawId } = await drawOf(world, project);
    const voiding = { drawId, reason: '末位号码误录', ...right, evidenceSha256: await world.file() };
    const { proposalId } = await project.act(officer, 'draw.propose_void', voiding);
    await project.act(director, 'draw.decide_void', { proposalId, approve: true });
    await other.act(officer, 'draw.enter_lottery', right);
    expect((await drawOf(world, other)).state).toBe('revealed');
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
