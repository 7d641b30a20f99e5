import { addDays } from '../../domain/calendar/local-date';
import { upperBound } from '../../domain/sampling/hypergeometric';
import type { SampleDocument } from '../../domain/sampling/sample-document';
import type { SampleReport } from '../../domain/sampling/sample-report';
import { verifySampleBundle } from '../../domain/sampling/verify-sample-bundle';
import { type FullPanelOrder, fullPanel, reinspectionOf } from '../support/full-panel';
import { DICE, type Meeting, meetingOf } from '../support/meeting';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function open(order?: FullPanelOrder): Promise<Meeting> {
  const m = meetingOf(world, await fullPanel(world, order));
  await m.checkIn();
  return m;
}

const drawsOf = (m: Meeting) =>
  world.db.draw.findMany({ where: { roundId: m.roundId }, orderBy: { number: 'asc' }, include: { ceremony: true } });

const itemsOf = (m: Meeting) =>
  world.db.sampleItem.findMany({ where: { roundId: m.roundId }, orderBy: { number: 'asc' } });

describe('the commitment', () => {
  test('is made after check-in, told to witness and directors, and holds no secret', async () => {
    const m = meetingOf(world, await fullPanel(world));
    const { people } = world;
    const early = await m.project.refusal(people.officer, 'sample.commit', { witnessId: m.witness });
    expect(early.code).toBe('ACT_NOT_ALLOWED_IN_STAGE');
    await m.checkIn();
    const answer = await m.project.act(people.officer, 'sample.commit', { witnessId: m.witness });
    const [draw] = await drawsOf(m);
    expect(draw).toMatchObject({ purpose: 'sample', state: 'committed', bundle: null, root: answer.root });
    expect(draw!.ceremony).toMatchObject({ witnessId: m.witness, digits: null, source: { kind: 'dice', count: 20 } });
    expect(draw!.commitment).toMatchObject({ sitting: await world.today(), strata: expect.any(Array), named: [] });
    const told = await world.db.outboxMail.findMany({ where: { kind: 'draw-commitment' }, select: { personId: true } });
    expect(told.map(({ personId }) => personId).sort()).toEqual([m.witness, people.director].sort());
  });

  test('takes no witness of the case’s section or of the owner', async () => {
    const m = await open();
    const { people } = world;
    for (const witnessId of [people.officer, people.secondOfficer, people.owner]) {
      const refusal = await m.project.refusal(people.officer, 'sample.commit', { witnessId });
      expect(refusal.code).toBe('WITNESS_NOT_INDEPENDENT');
    }
    await m.project.act(people.officer, 'sample.commit', { witnessId: m.members[3] });
  });

  test('is given up only with a reason, and keeps its number', async () => {
    const m = await open();
    const { people } = world;
    const commit = { witnessId: m.witness };
    await m.project.act(people.officer, 'sample.commit', commit);
    expect((await m.project.refusal(people.officer, 'sample.commit', commit)).code).toBe('SAMPLE_STATE');
    await m.project.act(people.officer, 'sample.commit', { ...commit, abandonReason: '停电' });
    expect((await drawsOf(m)).map(({ state, abandonedReason }) => [state, abandonedReason])).toEqual([
      ['abandoned', '停电'],
      ['committed', null],
    ]);
  });
});

describe('the dice', () => {
  test('are entered twice by the named witness and draw a list that anybody can repeat', async () => {
    const m = await open({ volumes: 150, classified: 12 });
    const { people } = world;
    await m.project.act(people.officer, 'sample.commit', { witnessId: m.witness });
    const reveal = (first: string, second: string, by = m.witness) =>
      m.project.refusal(by, 'sample.reveal', { first, second });
    expect((await reveal(DICE, DICE, people.officer)).code).toBe('ACT_NOT_YOURS');
    expect((await reveal(DICE, DICE.replace('8', '9'))).code).toBe('DICE_MISMATCH');
    expect((await reveal('123', '123')).code).toBe('DICE_TOO_FEW');
    expect(await itemsOf(m)).toEqual([]);
    const answer = await m.project.act(m.witness, 'sample.reveal', { first: DICE, second: DICE });
    expect(answer).toMatchObject({ volumes: 100 });
    const items = await itemsOf(m);
    expect(items.map(({ number }) => number)).toEqual(items.map((_, at) => at + 1));
    expect(items.every(({ seatId, via }) => seatId !== null && via === 'drawn')).toBe(true);
    const classified = items.filter(({ ordinal }) => ordinal !== null);
    expect(classified.length).toBeGreaterThan(0);
    expect(classified.every(({ volumeCode, stratum }) => volumeCode === null && stratum === 'concealed')).toBe(true);
  });

  test('of another day are too late: a fresh commitment is needed', async () => {
    const m = await open();
    const { people } = world;
    await m.project.act(people.officer, 'sample.commit', { witnessId: m.witness });
    await world.moveTo(addDays(await world.today(), 1));
    const refusal = await m.project.refusal(m.witness, 'sample.reveal', { first: DICE, second: DICE });
    expect(refusal.code).toBe('SAMPLE_OTHER_SITTING');
  });
});

describe('additions', () => {
  test('take the next tickets of a stratum in the same sitting; the record is published when the sheets open', async () => {
    const m = await open({ volumes: 240 });
    await m.sample();
    const before = await itemsOf(m);
    const more = { stratum: 'contracts', count: 3 };
    expect((await m.project.refusal(m.members[3]!, 'sample.add', more)).code).toBe('ACT_NOT_YOURS');
    expect(await m.project.act(m.members[0]!, 'sample.add', more)).toMatchObject({ volumes: 3 });
    expect(await m.project.act(m.members[0]!, 'sample.add', { ...more, count: 1 })).toMatchObject({ volumes: 1 });
    const unknown = { ...more, stratum: 'none' };
    expect((await m.project.refusal(m.members[0]!, 'sample.add', unknown)).code).toBe('STRATUM_UNKNOWN');
    const items = await itemsOf(m);
    expect(items.slice(0, before.length)).toEqual(before);
    const added = items.slice(before.length);
    expect(added.map(({ via, stratum }) => [via, stratum])).toEqual(Array(4).fill(['addition', 'contracts']));
    const loads = m.seats.map((seat) => items.filter(({ seatId }) => seatId === seat).length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);

    // Until then the record would tell the owner what comes next.
    expect((await drawsOf(m))[0]!.bundle).toBeNull();
    await m.inspectAndScore();
    const [draw] = await drawsOf(m);
    const checks = verifySampleBundle(draw!.bundle!, { root: draw!.root, secretHash: draw!.secretHash });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const listed = (JSON.parse(draw!.bundle!) as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(listed).toEqual(items.map(({ volumeCode }) => volumeCode));
  });

  test('a second day of the meeting has a commitment and dice of its own', async () => {
    const m = await open({ volumes: 240 });
    await m.sample();
    const { people } = world;
    const today = await m.project.refusal(people.officer, 'sample.commit', { witnessId: m.witness });
    expect(today.code).toBe('SAMPLE_STATE');
    await world.moveTo(addDays(await world.today(), 1));
    const more = { stratum: 'contracts', count: 3 };
    expect((await m.project.refusal(m.members[0]!, 'sample.add', more)).code).toBe('SAMPLE_OTHER_SITTING');
    await m.sample();
    const draws = await drawsOf(m);
    expect(draws.map(({ state }) => state)).toEqual(['revealed', 'revealed']);
    expect(new Set(draws.map(({ secretHash }) => secretHash)).size).toBe(2);
    // Nothing can be added to the first any more, so its record may be read.
    expect(draws.map(({ bundle }) => bundle !== null)).toEqual([true, false]);
    const items = await itemsOf(m);
    const lists = draws.map(({ id }) =>
      items.filter(({ drawId }) => drawId === id).map(({ volumeCode }) => volumeCode),
    );
    expect(lists[0]).toHaveLength(100);
    expect(lists[1]).not.toEqual(lists[0]);
  });
});

test('a re-inspection looks again at what had failed, by name', async () => {
  const first = await open({ volumes: 240 });
  await first.sample();
  const [failed, fine] = await itemsOf(first);
  const finding = { code: 'W-02', evidence: '缺隐蔽工程影像' };
  const volumes = [{ itemId: failed!.id, findings: [finding] }];
  const seat = first.seats.indexOf(failed!.seatId!);
  await first.project.act(first.members[seat]!, 'volumes.inspect', { volumes });
  await first.inspectAndScore();
  await first.deliberate();
  const again = meetingOf(world, await reinspectionOf(world, first));
  await again.checkIn();
  await again.sample();
  const items = await itemsOf(again);
  const codes = items.map(({ volumeCode }) => volumeCode);
  expect(codes).toContain(failed!.volumeCode);
  const named = items.filter(({ via }) => via === 'named').map(({ volumeCode }) => volumeCode);
  expect(named.every((code) => code === failed!.volumeCode)).toBe(true);
  expect(named).not.toContain(fine!.volumeCode);
  expect(items.length).toBe(100 + named.length);
});

describe('a sample from digits that were not thrown', () => {
  const OTHER = DICE.replace('3', '4');
  const propose = async (m: Meeting, changes: object = {}) => {
    const [draw] = await drawsOf(m);
    const evidenceSha256 = await world.file('骰子照片');
    return { drawId: draw!.id, reason: '首位数字误录', first: OTHER, second: OTHER, evidenceSha256, ...changes };
  };

  test('is void by two people, what was found in it counts for nothing, and a fresh one is drawn in the same sitting', async () => {
    const m = await open({ volumes: 240 });
    await m.sample();
    const { officer, director } = world.people;
    await m.project.act(m.members[0]!, 'sample.add', { stratum: 'contracts', count: 2 });
    const first = await itemsOf(m);
    const his = first.find(({ seatId }) => seatId === m.seats[1])!;
    const volumes = [{ itemId: his.id, findings: [{ code: 'B-01', evidence: '合同未写归档要求' }] }];
    await m.project.act(m.members[1]!, 'volumes.inspect', { volumes });

    const same = await propose(m, { first: DICE, second: DICE });
    expect((await m.project.refusal(officer, 'sample.propose_void', same)).code).toBe('NOTHING_CHANGED');
    const { proposalId } = await m.project.act(officer, 'sample.propose_void', await propose(m));
    const decision = { proposalId, approve: true };
    expect((await m.project.refusal(officer, 'sample.decide_void', decision)).code).toBe('ACT_NOT_YOURS');
    await m.project.act(director, 'sample.decide_void', decision);
    expect([await m.step(), await m.project.stage()]).toEqual(['sampling', 'inspecting']);
    expect((await itemsOf(m)).filter(({ inspectedAt, seatId }) => !inspectedAt && seatId)).toEqual([]);
    expect(await world.db.finding.findMany({ where: { roundId: m.roundId } })).toMatchObject([{ void: true }]);

    await m.project.act(officer, 'sample.commit', { witnessId: m.witness });
    await m.project.act(m.witness, 'sample.reveal', { first: OTHER, second: OTHER });
    const fresh = (await itemsOf(m)).slice(first.length);
    expect(fresh.every(({ seatId, via }) => seatId !== null && via === 'drawn')).toBe(true);
    await m.inspectAndScore();
    expect(await m.step()).toBe('deliberating');
    const draws = await drawsOf(m);
    expect(draws.map(({ state, abandonedReason }) => [state, abandonedReason])).toEqual([
      ['void', '首位数字误录'],
      ['revealed', null],
    ]);
    // Both can be repeated by anybody, the additions with the sample that they were asked of.
    const listed = draws.map(({ bundle, root, secretHash }) => {
      expect(verifySampleBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok)).toEqual([]);
      return (JSON.parse(bundle!) as { items: unknown[] }).items.length;
    });
    expect(listed).toEqual([first.length, fresh.length]);
  });

  test('is no longer void once it is inspected, and the panel’s draw is not while it sits', async () => {
    const m = await open({ volumes: 12 });
    await m.sample();
    const { officer } = world.people;
    const panel = await m.project.refusal(officer, 'sample.propose_void', await propose(m, { drawId: m.roundId }));
    expect(panel).toMatchObject({ code: 'NOT_FOUND', details: { field: 'drawId' } });
    await m.inspectAndScore();
    const late = await m.project.refusal(officer, 'sample.propose_void', await propose(m));
    expect(late).toMatchObject({ code: 'ACT_NOT_ALLOWED_IN_STAGE', details: { field: 'step', value: 'deliberating' } });
  });
});

describe('what a sample says of the archive', () => {
  test('is written when the result is announced: what came by lot and must be put right, and what that may mean', async () => {
    const m = await open({ volumes: 240, classified: 10 });
    await m.sample();
    const [leader] = m.members as [string];
    await m.project.act(leader, 'sample.add', { stratum: 'contracts', count: 3 });
    const items = await itemsOf(m);
    const of = (stratum: string) => items.filter((item) => item.stratum === stratum);
    const [defective, advised] = of('contracts');
    const inspect = (item: (typeof items)[number], ...evidence: string[]) =>
      m.project.act(m.members[m.seats.indexOf(item.seatId!)]!, 'volumes.inspect', {
        volumes: [{ itemId: item.id, findings: evidence.map((each) => ({ code: 'B-01', evidence: each })) }],
      });
    await inspect(defective!, '合同未写归档要求', '合同缺附件');
    await inspect(advised!, '目录可更详细');
    await m.inspectAndScore();
    const findings = await world.db.finding.findMany({ where: { roundId: m.roundId } });
    const decisions = findings.map(({ id, evidence }) => ({
      as: evidence === '目录可更详细' ? 'advice' : 'must_fix',
      findingId: id,
    }));
    await m.project.act(leader, 'finding.mark', { decisions });
    await m.deliberate();
    for (const seat of m.seats.keys()) await m.vote(seat, 'pass');
    const roundOf = () => world.db.round.findUniqueOrThrow({ where: { id: m.roundId } });
    expect((await roundOf()).sampleReport).toBeNull();
    await m.project.act(leader, 'result.announce');

    const report = (await roundOf()).sampleReport as unknown as SampleReport;
    const [draw] = await drawsOf(m);
    const { strata } = draw!.commitment as unknown as SampleDocument;
    expect(report.strata.map(({ stratum, N, n, defects }) => ({ stratum, N, n, defects }))).toEqual(
      strata.map(({ stratum, N }) => ({ stratum, N, n: of(stratum).length, defects: stratum === 'contracts' ? 1 : 0 })),
    );
    expect(report.overall).toMatchObject({
      N: 250,
      n: 103,
      defects: 1,
      upperBound: { volumes: upperBound(250, 103, 1) },
    });
    expect(report.overall.detection.map(({ percent, volumes }) => [percent, volumes])).toEqual([
      [1, 3],
      [3, 8],
      [5, 13],
    ]);
  });
});
