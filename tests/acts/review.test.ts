import { randomUUID } from 'node:crypto';
import { verifySeal } from '../../activities/sealed/seal';
import { type FullPanelOrder, fullPanel, ruleSetWith } from '../support/full-panel';
import { type Meeting, meetingOf } from '../support/meeting';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const meeting = async (order?: FullPanelOrder) => meetingOf(world, await fullPanel(world, order));

/** A meeting whose sample lies on the table. */
async function inspecting(order?: FullPanelOrder): Promise<Meeting> {
  const m = await meeting(order);
  await m.checkIn();
  await m.sample();
  return m;
}

async function deliberating(order?: FullPanelOrder): Promise<Meeting> {
  const m = await inspecting(order);
  await m.inspectAndScore();
  return m;
}

const itemsOf = (m: Meeting, seat: number) =>
  world.db.sampleItem.findMany({ where: { roundId: m.roundId, seatId: m.seats[seat] }, orderBy: { number: 'asc' } });

test('a meeting from check-in to the announced result', async () => {
  const m = await meeting();
  await m.checkIn();
  expect([await m.step(), await m.project.stage()]).toEqual(['sampling', 'inspecting']);
  await m.sample();
  expect(await m.step()).toBe('inspecting');
  await m.inspectAndScore();
  expect(await m.step()).toBe('deliberating');
  await m.deliberate();
  expect(await m.step()).toBe('voting');
  for (const [seat, vote] of (['pass', 'pass', 'pass', 'fail', 'abstain'] as const).entries()) await m.vote(seat, vote);
  expect(await m.step()).toBe('tallied');

  const answer = await m.project.act(m.members[0]!, 'result.announce');
  expect(answer).toMatchObject({ roundId: m.roundId, passed: true });
  expect([await m.step(), await m.project.stage()]).toEqual(['announced', 'concluding']);
  expect(await world.db.result.findUniqueOrThrow({ where: { roundId: m.roundId } })).toMatchObject({
    ...{ panelSize: 5, pass: 3, fail: 1, abstain: 1, absent: 0, passed: true },
    ...{ scoreHundredths: 10_000, grade: 'excellent', decides: 'vote', grounds: [], againstScore: false },
    announcedOn: new Date('2026-03-02'),
  });
  const clock = await m.project.clock('sign_opinion', m.roundId);
  expect(clock.due).toBe('2026-03-05');
});

describe('check-in', () => {
  test('the last seat opens the meeting, not one before', async () => {
    const m = await meeting();
    await m.checkIn([0, 1, 2, 3]);
    expect([await m.step(), await m.project.stage()]).toEqual(['full', 'convening']);
    await m.checkIn([4]);
    expect(await m.step()).toBe('sampling');
  });

  test('is of a half-day of today, by another than the leader, once a seat', async () => {
    const m = await meeting();
    await m.checkIn([1]);
    const { officer } = world.people;
    const body = { halfDayId: m.halfDays[0], seatIds: [m.seats[1]] };
    expect((await m.project.refusal(officer, 'check_in.record', body)).code).toBe('ALREADY_EXISTS');
    const yesterday = { occurredOn: '2026-02-27' };
    expect((await m.project.refusal(officer, 'check_in.record', body, yesterday)).code).toBe('OTHER_HALF_DAY');
    const other = { ...body, halfDayId: randomUUID() };
    expect((await m.project.refusal(officer, 'check_in.record', other)).code).toBe('NOT_FOUND');
    expect((await m.project.refusal(m.members[1]!, 'check_in.record', body)).code).toBe('ACT_NOT_YOURS');
    await world.db.grant.create({
      data: {
        personId: m.members[0]!,
        role: 'recorder',
        jurisdictionId: world.district.id,
        from: new Date('2026-01-01'),
        confirmedById: randomUUID(),
        confirmedAt: new Date('2026-01-01'),
      },
    });
    expect((await m.project.refusal(m.members[0]!, 'check_in.record', body)).code).toBe('SAME_PERSON');
  });

  test('a meeting that was not noticed in time opens only when all waived it', async () => {
    const m = await meeting();
    await world.db.service.updateMany({ where: { personId: m.members[3] }, data: { waivedFactId: null } });
    await m.checkIn([0, 1, 2, 3]);
    const body = { halfDayId: m.halfDays[0], seatIds: [m.seats[4]] };
    const refusal = await m.project.refusal(world.people.officer, 'check_in.record', body);
    expect(refusal).toMatchObject({ code: 'NOTICE_TOO_SHORT', details: { value: [4] } });
    await m.project.act(m.members[3]!, 'notice.waive');
    await m.checkIn([4]);
    expect(await m.step()).toBe('sampling');
  });

  test('by rule min5 the director opens a panel of seven with five', async () => {
    const m = await meeting({ size: 7 });
    await m.checkIn([0, 1, 2, 3]);
    const { director, officer } = world.people;
    const reason = { reason: '两位专家因台风滞留' };
    expect((await m.project.refusal(director, 'meeting.open_short', reason)).code).toBe('QUORUM_NOT_MET');
    const short = await meeting({ size: 7, ruleSet: await ruleSetWith(world, { meeting: { opening: 'min5' } }) });
    await short.checkIn([0, 1, 2, 3]);
    expect((await short.project.refusal(director, 'meeting.open_short', reason)).code).toBe('QUORUM_NOT_MET');
    await short.checkIn([4]);
    expect(await short.step()).toBe('full');
    expect((await short.project.refusal(officer, 'meeting.open_short', reason)).code).toBe('ACT_NOT_YOURS');
    await short.project.act(director, 'meeting.open_short', reason);
    expect([await short.step(), await short.project.stage()]).toEqual(['sampling', 'inspecting']);
  });
});

describe('inspection', () => {
  test('every volume has one inspector, loads differ by one at most, strata go to who knows them', async () => {
    const m = await inspecting({ volumes: 33 });
    const items = await world.db.sampleItem.findMany({ where: { roundId: m.roundId } });
    expect(items).toHaveLength(33);
    const loads = m.seats.map((seat) => items.filter(({ seatId }) => seatId === seat).length);
    expect(loads.reduce((sum, load) => sum + load)).toBe(33);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    const industry = ['concealed', 'as_built', 'quality'];
    const department = items.filter(({ seatId }) => seatId === m.seats[2]);
    expect(department.every(({ stratum }) => industry.includes(stratum))).toBe(true);
  });

  test('a member hands in his own volumes once, with findings of the list that the panel sees at once', async () => {
    const m = await inspecting();
    const [first, second] = await itemsOf(m, 3);
    const finding = { code: 'W-02', evidence: '缺隐蔽工程影像' };
    const body = {
      volumes: [{ itemId: first!.id, findings: [finding] }],
      findings: [{ code: 'B-01', evidence: '合同未写' }],
    };
    await m.project.act(m.members[3]!, 'volumes.inspect', body);
    const findings = await world.db.finding.findMany({ where: { roundId: m.roundId }, orderBy: { code: 'asc' } });
    expect(findings).toMatchObject([
      { code: 'B-01', sampleItemId: null, seatId: m.seats[3], severity: 'ordinary' },
      { code: 'W-02', sampleItemId: first!.id, seatId: m.seats[3], severity: 'serious', article: 'DA/T 28—2018' },
    ]);
    expect((await m.project.refusal(m.members[3]!, 'volumes.inspect', body)).code).toBe('VOLUME_STATE');
    const foreign = { volumes: [{ itemId: second!.id, findings: [] }] };
    expect((await m.project.refusal(m.members[4]!, 'volumes.inspect', foreign)).code).toBe('VOLUME_STATE');
    const unknown = { volumes: [{ itemId: second!.id, findings: [{ ...finding, code: 'X-99' }] }] };
    expect((await m.project.refusal(m.members[3]!, 'volumes.inspect', unknown)).code).toBe('FINDING_CODE_UNKNOWN');
  });

  test('the leader reassigns what is not inspected; the deputy only without him', async () => {
    const m = await inspecting();
    const [item] = await itemsOf(m, 3);
    const body = { itemIds: [item!.id], seatId: m.seats[4] };
    expect((await m.project.refusal(m.members[1]!, 'volume.reassign', body)).code).toBe('ACT_NOT_YOURS');
    await m.project.act(m.members[0]!, 'volume.reassign', body);
    const volumes = [{ itemId: item!.id, findings: [] }];
    await m.project.act(m.members[4]!, 'volumes.inspect', { volumes });
    expect((await m.project.refusal(m.members[0]!, 'volume.reassign', body)).code).toBe('VOLUME_STATE');
  });

  test('a volume not on the table within the rule’s minutes is a finding', async () => {
    const m = await inspecting();
    const [inTime, late, missing] = (await itemsOf(m, 0)).map(({ id }) => id);
    const { officer } = world.people;
    const produce = (event: string, itemId: string, at: string) =>
      m.project.act(officer, 'volume.produce', { event, itemIds: [itemId], at });
    for (const id of [inTime!, late!, missing!]) await produce('requested', id, '2026-03-01T23:30:00Z');
    expect(await produce('produced', inTime!, '2026-03-02T00:30:00Z')).toMatchObject({ findings: 0 });
    expect(await produce('produced', late!, '2026-03-02T00:31:00Z')).toMatchObject({ findings: 1 });
    const early = { event: 'missing', itemIds: [missing], at: '2026-03-02T00:10:00Z' };
    expect((await m.project.refusal(officer, 'volume.produce', early)).code).toBe('VOLUME_STATE');
    expect(await produce('missing', missing!, '2026-03-02T00:40:00Z')).toMatchObject({ findings: 1 });
    const again = { event: 'produced', itemIds: [missing], at: '2026-03-02T00:50:00Z' };
    expect((await m.project.refusal(officer, 'volume.produce', again)).code).toBe('VOLUME_STATE');
    const future = { event: 'requested', itemIds: [inTime], at: '2026-03-02T05:00:00Z' };
    expect((await m.project.refusal(officer, 'volume.produce', future)).code).toBe('OCCURRED_IN_FUTURE');
    const findings = await world.db.finding.findMany({ where: { roundId: m.roundId }, orderBy: { at: 'asc' } });
    expect(findings.map(({ code, seatId }) => [code, seatId])).toEqual([
      ['P-01', null],
      ['P-01', null],
    ]);
    // A missing volume is nobody's to inspect; the sheet needs the others.
    await m.inspect(0);
    await m.sheet(0);
  });
});

describe('sheets', () => {
  test('wait for the volumes, come once, and open all at once with proofs of their hashes', async () => {
    const m = await inspecting();
    const full = await m.scores(0);
    const waiting = await m.project.refusal(m.members[0]!, 'sheet.submit', { scores: full });
    expect(waiting).toMatchObject({ code: 'VOLUMES_OUTSTANDING', details: { volumes: 6 } });
    for (const seat of [0, 1, 2, 3]) {
      await m.inspect(seat);
      await m.sheet(seat, seat);
    }
    const again = await m.project.refusal(m.members[0]!, 'sheet.submit', { scores: full });
    expect(again.code).toBe('SHEET_SUBMITTED');
    const before = await world.db.sheetIn.findMany({ where: { roundId: m.roundId } });
    expect(before.map(({ value, salt }) => [value, salt])).toEqual(Array(4).fill([null, null]));

    await m.inspect(4);
    await m.sheet(4, 4);
    expect(await m.step()).toBe('deliberating');
    const opened = await world.db.sheetIn.findMany({ where: { roundId: m.roundId } });
    expect(opened).toHaveLength(5);
    for (const { value, salt, sealHash } of opened) {
      expect(verifySeal({ value, salt: salt! }, sealHash!)).toBe(true);
    }
  });

  test('are refused with what is wrong and never with a score', async () => {
    const m = await inspecting();
    await m.inspect(2);
    const [first, ...rest] = await m.scores(0);
    const wrong = [{ ...first!, points: 1.13, reason: 'x' }, ...rest.slice(1)];
    const refusal = await m.project.refusal(m.members[2]!, 'sheet.submit', { scores: wrong });
    expect(refusal.code).toBe('SHEET_INVALID');
    expect(refusal.details.problems).toEqual([
      { item: first!.item, code: 'NOT_A_STEP' },
      { item: rest[0]!.item, code: 'MISSING' },
    ]);
    expect(JSON.stringify(refusal.details)).not.toMatch(/1\.13|113/);
    const bare = [{ ...first!, points: first!.points - 0.5 }, ...rest];
    const unexplained = await m.project.refusal(m.members[2]!, 'sheet.submit', { scores: bare });
    expect(unexplained.details.problems).toEqual([{ item: first!.item, code: 'REASON_REQUIRED' }]);
  });

  test('may be revised once, for a reason; both stay and the second counts', async () => {
    const m = await deliberating();
    const scores = await m.scores(3);
    const body = { scores, reason: '合议后认为应扣分' };
    await m.project.act(m.members[1]!, 'sheet.revise', body);
    expect((await m.project.refusal(m.members[1]!, 'sheet.revise', body)).code).toBe('SHEET_ALREADY_REVISED');
    const versions = await world.db.sheetIn.findMany({
      where: { roundId: m.roundId, seatId: m.seats[1] },
      orderBy: { version: 'asc' },
    });
    expect(versions.map(({ version, revisionReason }) => [version, revisionReason])).toEqual([
      [1, null],
      [2, body.reason],
    ]);
    await m.deliberate();
    for (const seat of [0, 1, 2, 3, 4]) await m.vote(seat, 'pass');
    const { scoreHundredths } = await world.db.result.findUniqueOrThrow({ where: { roundId: m.roundId } });
    expect(scoreHundredths).toBe(10_000 - 300 / 5);
  });

  test('are revised on paper through the officer, with a scan', async () => {
    const m = await deliberating();
    const body = { scores: await m.scores(3), reason: '合议后认为应扣分' };
    const paper = { onBehalfOfId: m.members[1]!, channel: 'meeting' as const };
    const { officer } = world.people;
    expect((await m.project.refusal(officer, 'sheet.revise', body, paper)).code).toBe('SCAN_REQUIRED');
    await m.project.act(officer, 'sheet.revise', body, { ...paper, scanSha256: await world.file() });
    const where = { roundId: m.roundId, version: 2 };
    expect(await world.db.sheetIn.findMany({ where })).toMatchObject([{ personId: m.members[1] }]);
  });

  test('on paper come from the officer with a scan', async () => {
    const m = await inspecting();
    await m.inspect(4);
    const scores = await m.scores(2);
    const { officer, stranger } = world.people;
    const paper = { onBehalfOfId: m.members[4]!, channel: 'meeting' as const };
    expect((await m.project.refusal(officer, 'sheet.submit', { scores }, paper)).code).toBe('SCAN_REQUIRED');
    const scanned = { ...paper, scanSha256: await world.file() };
    expect((await m.project.refusal(stranger, 'sheet.submit', { scores }, scanned)).code).toBe('NO_ROUND');
    await m.project.act(officer, 'sheet.submit', { scores }, scanned);
    const [sheet] = await world.db.sheetIn.findMany({ where: { roundId: m.roundId } });
    expect(sheet).toMatchObject({ seatId: m.seats[4], personId: m.members[4], value: null });
    expect(await m.project.mails('entered-for-you')).toEqual([`entered-for-you/${sheet!.factId} → 成员5`]);
  });

  test('shared out by sections: each scores his, and a section without a scorer keeps the deliberation waiting', async () => {
    const m = await inspecting({ ruleSet: await ruleSetWith(world, { scoring: { mode: 'sections' } }) });
    for (const seat of [0, 1, 2, 3, 4]) await m.inspect(seat);
    const share = (seat: number, ...sections: string[]) => ({ seatId: m.seats[seat], sections });
    const half = { shares: [share(3, '1', '2')] };
    expect((await m.project.refusal(m.members[0]!, 'sections.share', half)).code).toBe('SECTION_NOT_SHARED');
    const scores = await m.scores(0);
    const of = (...sections: string[]) => scores.filter(({ item }) => sections.includes(item.split('.')[0]!));
    const unshared = await m.project.refusal(m.members[3]!, 'sheet.submit', { scores: of('1') });
    expect(unshared.code).toBe('SECTION_NOT_SHARED');
    await m.project.act(m.members[0]!, 'sections.share', { shares: [share(3, '1', '3'), share(4, '2')] });
    await m.project.act(m.members[3]!, 'sheet.submit', { scores: of('1', '3') });
    expect(await m.step()).toBe('inspecting');
    await m.leave(4);
    expect(await m.step()).toBe('adjourned');
  });
});

describe('other ways to score', () => {
  test('a section whose scorer left is shared out anew; who has handed in keeps his', async () => {
    const ruleSet = await ruleSetWith(world, { scoring: { mode: 'sections' } });
    const m = await inspecting({ size: 7, volumes: 7, ruleSet });
    for (const seat of m.seats.keys()) await m.inspect(seat);
    const scores = await m.scores(0);
    const of = (...sections: string[]) => scores.filter(({ item }) => sections.includes(item.split('.')[0]!));
    const share = (seat: number, ...sections: string[]) => ({ seatId: m.seats[seat], sections });
    await m.project.act(m.members[0]!, 'sections.share', { shares: [share(5, '1'), share(6, '2', '3')] });
    await m.project.act(m.members[5]!, 'sheet.submit', { scores: of('1') });
    await m.leave(6);
    expect(await m.step()).toBe('inspecting');
    const stranger = { shares: [share(6, '2', '3')] };
    expect((await m.project.refusal(m.members[0]!, 'sections.share', stranger)).code).toBe('SEAT_NOT_PRESENT');
    await m.project.act(m.members[0]!, 'sections.share', { shares: [share(5, '2'), share(4, '2', '3')] });
    await m.project.act(m.members[4]!, 'sheet.submit', { scores: of('2', '3') });
    expect(await m.step()).toBe('deliberating');
    await m.deliberate();
    for (const seat of [0, 1, 2, 3, 4, 5]) await m.vote(seat, 'pass');
    const { scoreHundredths } = await world.db.result.findUniqueOrThrow({ where: { roundId: m.roundId } });
    expect(scoreHundredths).toBe(10_000);
  });

  test('one sheet of the whole panel is the leader’s to hand in', async () => {
    const m = await inspecting({ ruleSet: await ruleSetWith(world, { scoring: { mode: 'joint' } }) });
    for (const seat of m.seats.keys()) await m.inspect(seat);
    const scores = await m.scores(0);
    expect((await m.project.refusal(m.members[2]!, 'sheet.submit', { scores })).code).toBe('ACT_NOT_YOURS');
    const shares = { shares: [{ seatId: m.seats[1], sections: ['1'] }] };
    expect((await m.project.refusal(m.members[0]!, 'sections.share', shares)).code).toBe('BAD_INPUT');
    await m.sheet(0);
    expect(await m.step()).toBe('deliberating');
    // It holds the judgement of everybody, of one who must stay out too.
    await m.project.act(m.members[2]!, 'recusal.declare', { kind: 'advice', reason: '曾为项目提供咨询' });
    const sheets = await world.db.sheetIn.findMany({ where: { roundId: m.roundId } });
    expect(sheets.map((sheet) => sheet.void)).toEqual([true]);
  });
});

describe('deliberation', () => {
  test('decides every finding before the ballot', async () => {
    const m = await inspecting();
    const [item] = await itemsOf(m, 3);
    const finding = (evidence: string) => ({ code: 'W-02', evidence });
    const volumes = [{ itemId: item!.id, findings: ['甲', '乙', '丙'].map(finding) }];
    await m.project.act(m.members[3]!, 'volumes.inspect', { volumes });
    await m.inspectAndScore();
    const rows = await world.db.finding.findMany({ where: { roundId: m.roundId }, orderBy: { evidence: 'asc' } });
    const [c, b, a] = rows.map(({ id }) => id);
    const leader = m.members[0]!;
    expect((await m.project.refusal(leader, 'deliberation.close')).code).toBe('FINDINGS_UNDECIDED');
    const mark = (decisions: object[], by = leader) => m.project.act(by, 'finding.mark', { decisions });
    await mark([
      { as: 'merged', findingId: a, into: b },
      { as: 'dropped', findingId: c, reason: '已当场补齐' },
    ]);
    const dropped = { decisions: [{ as: 'fix', findingId: c }] };
    expect((await m.project.refusal(leader, 'finding.mark', dropped)).code).toBe('FINDING_SETTLED');
    const longTerm = { decisions: [{ as: 'must_fix', findingId: b, days: 999 }] };
    expect((await m.project.refusal(leader, 'finding.mark', longTerm)).code).toBe('BAD_INPUT');
    expect((await m.project.refusal(m.members[1]!, 'finding.mark', longTerm)).code).toBe('ACT_NOT_YOURS');
    await mark([{ as: 'must_fix', findingId: b, days: 45 }]);
    await m.project.act(leader, 'deliberation.close');
    expect(await world.db.finding.findUniqueOrThrow({ where: { id: b } })).toMatchObject({
      mark: 'must_fix',
      days: 45,
    });
  });
});
