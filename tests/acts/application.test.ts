import { accepted, applicationForm, apply, reply, reviewed, tracked, upload, volumes } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const REFUSAL = { decision: 'refuse', reasons: [{ title: '主体工程尚未建成', reason: '引桥未完工。' }] };
const items = [{ field: 'catalogue', code: 'incorrect', text: '竣工图类页数为0。' }];

describe('applying', () => {
  test('pins the rule set, freezes the catalogue, starts the term to reply and ends that to apply', async () => {
    const project = await tracked(world);
    const catalogue = await upload(world, project);
    const form = await applicationForm(world, catalogue);
    const result = await project.act(world.people.owner, 'application.submit', { form });
    expect(result.reference).toBe(`SQ-${project.code}-1`);
    expect(await project.stage()).toBe('reviewing');
    const row = await world.db.application.findFirstOrThrow({ include: { ruleSet: true } });
    expect(row).toMatchObject({
      number: 1,
      state: 'submitted',
      catalogueSha256: catalogue.sha256,
      ruleSet: { code: 'default' },
    });
    expect((await project.clock('reply_application')).due).toBe('2026-03-16');
    expect((await project.clocks('apply_by'))[0]!.state).toBe('stopped');
    await project.clock('accept_by');
    expect(await project.mail('application-received')).toMatchObject({
      application: result.reference,
      receivedOn: '2026-03-02',
      replyBy: '2026-03-16',
    });
    expect(await project.tasks('review-application')).toEqual([`officer review-application ${result.applicationId}`]);
  });

  test('a rule set that came into force later does not touch the case', async () => {
    const project = await tracked(world);
    await apply(world, project);
    const old = await world.db.ruleSetVersion.findFirstOrThrow({ where: { code: 'default' } });
    const { id: _, recordedAt: __, ...columns } = old;
    const body = { ...(old.body as object), version: 2, effectiveFrom: '2026-03-03' } as { clocks?: object };
    const clocks = structuredClone(body.clocks) as { answer_corrections: { due: { n: number }[] } };
    clocks.answer_corrections.due[0]!.n = 99;
    await world.db.ruleSetVersion.create({
      data: {
        ...columns,
        version: 2,
        effectiveFrom: new Date('2026-03-03'),
        sha256: '2',
        body: { ...body, clocks } as object,
      },
    });
    await world.moveTo('2026-03-04');
    await project.act(world.people.officer, 'application.request_corrections', { items });
    expect(await project.mail('application-corrections')).toMatchObject({ termWorkingDays: 10 });
    const other = await tracked(world);
    await apply(world, other);
    await other.act(world.people.officer, 'application.request_corrections', { items });
    expect(await other.mail('application-corrections')).toMatchObject({ termWorkingDays: 99 });
  });

  test.each([
    ['an unmet condition', { conditions: { 2: { met: false, evidence: '未试运行' } } }, 'CONDITIONS_NOT_MET'],
    ['a self-score with gaps', { selfScore: [{ item: '1.1', score: 0, reason: '无' }] }, 'SHEET_INVALID'],
    ['another catalogue’s hash', { catalogue: { sha256: 'c'.repeat(64) } }, 'CATALOGUE_CHANGED'],
  ])('is refused with %s', async (_, changes: Record<string, object>, code) => {
    const project = await tracked(world);
    const form: Record<string, unknown> = await applicationForm(world, await upload(world, project));
    for (const [field, change] of Object.entries(changes)) {
      form[field] = Array.isArray(change) ? change : { ...(form[field] as object), ...change };
    }
    expect((await project.refusal(world.people.owner, 'application.submit', { form })).code).toBe(code);
    expect(await project.stage()).toBe('tracking');
    expect(await world.db.application.count()).toBe(0);
  });

  test('is refused without a catalogue, with an older one, or with strata that the rules do not know', async () => {
    const { owner } = world.people;
    const project = await tracked(world);
    const none = await applicationForm(world, { id: project.id, sha256: 'c'.repeat(64) });
    expect((await project.refusal(owner, 'application.submit', { form: none })).code).toBe('NOT_FOUND');
    const old = await applicationForm(world, await upload(world, project));
    const odd = await applicationForm(world, await upload(world, project, volumes(3, { stratum: '杂项' })));
    expect((await project.refusal(owner, 'application.submit', { form: old })).code).toBe('CATALOGUE_CHANGED');
    expect((await project.refusal(owner, 'application.submit', { form: odd })).code).toBe('STRATUM_UNKNOWN');
  });

  test('on another body’s route nobody applies here', async () => {
    const project = await tracked(world, {}, 'upper');
    const form = await applicationForm(world, await upload(world, project));
    expect((await project.refusal(world.people.owner, 'application.submit', { form })).code).toBe('ROUTE_NOT_OWN');
  });
});

describe('corrections', () => {
  test('one round, sent in time, rests the term to reply; answers may bring another catalogue', async () => {
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    await world.moveTo('2026-03-09');
    const sent = await project.act(officer, 'application.request_corrections', { items });
    expect(sent.paused).toBe(true);
    expect(await project.mail('application-corrections')).toMatchObject({
      paused: true,
      items: [{ title: '案卷目录' }],
    });
    await project.sign(owner, 'corrections');
    await world.moveTo('2026-03-12');
    const [item] = await world.db.correctionItem.findMany();
    const catalogue = await upload(world, project, volumes(14), '补正页数');
    const answers = [{ itemId: item!.id, answer: '已更正', value: catalogue }];
    await project.act(owner, 'application.answer_corrections', { answers });
    expect((await project.clock('reply_application')).due).toBe('2026-03-19');
    const row = await world.db.application.findFirstOrThrow();
    expect(row).toMatchObject({ state: 'submitted', catalogueSha256: catalogue.sha256 });
    const again = await project.refusal(officer, 'application.request_corrections', { items });
    expect(again.code).toBe('CORRECTIONS_ROUND_USED');
  });

  test('sent later the term runs on, and the mail does not say otherwise', async () => {
    const project = await reviewed(world);
    await world.moveTo('2026-03-10');
    const sent = await project.act(world.people.officer, 'application.request_corrections', { items });
    expect(sent.paused).toBe(false);
    expect(await project.clock('reply_application')).toMatchObject({ state: 'running', due: '2026-03-16' });
  });

  test('unanswered the application goes back, and may be made again', async () => {
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    await project.act(officer, 'application.request_corrections', { items });
    await project.sign(owner, 'corrections');
    const early = await project.refusal(officer, 'application.return', { reason: '逾期' });
    expect(early.code).toBe('CORRECTIONS_NOT_OVERDUE');
    await world.moveTo('2026-03-22');
    expect(await project.stage()).toBe('reviewing');
    await world.moveTo('2026-03-23');
    expect(await project.stage()).toBe('tracking');
    expect(await project.mail('submission-returned')).toMatchObject({ about: 'application' });
    expect((await project.clocks('reply_application')).map(({ state }) => state)).toEqual(['stopped']);
    expect((await project.clock('apply_by')).due).toBe('2027-01-30');
    const form = await applicationForm(world, await upload(world, project, volumes(15)));
    expect(await project.act(owner, 'application.submit', { form })).toMatchObject({
      reference: `SQ-${project.code}-2`,
    });
  });

  test('withdrawn before the corrections were signed for, nothing more is asked or telephoned about', async () => {
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    const { requestId } = await project.act(officer, 'application.request_corrections', { items });
    await project.act(owner, 'application.withdraw', { reason: '撤回重报' });
    await world.moveTo('2026-03-09');
    expect(await project.tasks('phone')).toEqual([]);
    await project.sign(owner, 'corrections');
    expect(await project.clocks('answer_corrections', requestId as string)).toEqual([]);
  });

  test('once overdue the officer may return it by hand', async () => {
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    await project.act(officer, 'application.request_corrections', { items });
    await project.sign(owner, 'corrections');
    await world.moveTo('2026-03-17');
    await project.act(officer, 'application.return', { reason: '补正意见未答复' });
    expect(await project.stage()).toBe('tracking');
    expect(await world.db.application.findFirstOrThrow()).toMatchObject({ state: 'returned' });
  });
});

describe('the reply', () => {
  test('accepted by two people it is numbered, served, and begins a round', async () => {
    const { officer, director } = world.people;
    const project = await reviewed(world);
    const proposed = await project.act(officer, 'application.propose', {
      reply: { decision: 'accept' },
      reason: '齐全',
    });
    expect(await project.tasks('decide-proposal')).toEqual([`director decide-proposal ${proposed.proposalId}`]);
    const decision = { proposalId: proposed.proposalId, approve: true };
    expect((await project.refusal(officer, 'application.decide', decision)).code).toBe('ACT_NOT_YOURS');
    const result = await project.act(director, 'application.decide', decision);
    expect(result.reference).toBe('禅档复〔2026〕1号');
    expect(await project.stage()).toBe('paneling');
    const round = await world.db.round.findFirstOrThrow({ include: { application: true } });
    expect(round).toMatchObject({ number: 1, kind: 'acceptance', step: 'days', application: { state: 'accepted' } });
    expect(await project.tasks()).toEqual([`officer plan-meeting ${round.id}`]);
    expect(await project.mail('application-accepted')).toMatchObject({
      documentNumber: '禅档复〔2026〕1号',
      due: '2026-03-05',
    });
    for (const kind of ['reply_application', 'periodic_report', 'second_person'] as const) {
      expect((await project.clocks(kind)).every(({ state }) => state === 'stopped')).toBe(true);
    }
    await project.sign(world.people.owner, 'reply');
  });

  test('refused with reasons the project is tracked again and reports go on', async () => {
    const project = await reviewed(world);
    await reply(world, project, REFUSAL);
    expect(await project.stage()).toBe('tracking');
    expect(await project.mail('application-refused')).toMatchObject({ reasons: REFUSAL.reasons });
    expect(await world.db.application.findFirstOrThrow()).toMatchObject({ state: 'refused', reasons: REFUSAL.reasons });
    await project.clock('apply_by');
    await project.clock('periodic_report');
    expect(await world.db.round.count()).toBe(0);
  });

  test('the director may send the proposal back, with a reason', async () => {
    const { officer, director } = world.people;
    const project = await reviewed(world);
    const { proposalId } = await project.act(officer, 'application.propose', { reply: REFUSAL, reason: '未建成' });
    const mute = await project.refusal(director, 'application.decide', { proposalId, approve: false });
    expect(mute.code).toBe('REASON_REQUIRED');
    await project.act(director, 'application.decide', { proposalId, approve: false, reason: '先补正' });
    expect(await project.stage()).toBe('reviewing');
    expect(await project.tasks('review-application')).toEqual([`officer review-application ${proposalId}`]);
    await project.act(officer, 'application.request_corrections', { items });
  });

  test('late it is the officer’s, then the director’s and the parent bureau’s, and no owner’s mail', async () => {
    const project = await reviewed(world);
    const before = await project.mails();
    await world.moveTo('2026-03-11');
    const { subject } = await project.clock('reply_application');
    const task = `reply_application/${subject}/2026-03-16`;
    expect(await project.tasks('reply-application')).toEqual([`officer reply-application ${task}`]);
    await world.moveTo('2026-03-17');
    expect(await project.tasks('oversee-overdue')).toEqual([`director oversee-overdue ${task}`]);
    const raised = await world.db.task.findFirstOrThrow({ where: { kind: 'oversee-bureau' } });
    expect(raised).toMatchObject({ jurisdictionId: world.city.id, role: 'director' });
    expect(await project.mails()).toEqual(before);
  });

  test('from a barred project too: a refusal leads back there, an acceptance to another round', async () => {
    const project = await tracked(world);
    await project.place('barred');
    await apply(world, project);
    await reply(world, project, REFUSAL);
    expect(await project.stage()).toBe('barred');
    const form = await applicationForm(world, await upload(world, project, volumes(15)));
    await project.act(world.people.owner, 'application.submit', { form });
    await reply(world, project);
    expect(await world.db.round.findFirstOrThrow()).toMatchObject({ number: 1, kind: 'acceptance' });
  });
});

describe('withdrawing', () => {
  test('in review', async () => {
    const { officer, owner } = world.people;
    const project = await reviewed(world);
    const { proposalId } = await project.act(officer, 'application.propose', { reply: REFUSAL, reason: '未建成' });
    await project.act(owner, 'application.withdraw', { reason: '材料未备齐' });
    expect(await project.stage()).toBe('tracking');
    expect(await world.db.proposal.findUniqueOrThrow({ where: { id: proposalId as string } })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await project.tasks('decide-proposal')).toEqual([]);
    await project.clock('apply_by');
  });

  test('until the draw’s commitment: the round ends, and who had accepted a seat hears of it', async () => {
    const project = await accepted(world);
    const round = await world.db.round.findFirstOrThrow();
    const leader = await world.person('周工');
    const since = new Date('2026-03-02T01:00:00Z');
    const holder = { personId: leader, via: 'appointment', since, answer: 'accepted' } as const;
    await world.db.seat.create({ data: { roundId: round.id, number: 1, role: 'leader', holders: { create: holder } } });
    await world.db.meetingHalfDay.create({
      data: { roundId: round.id, date: new Date('2026-04-15'), half: 'morning' },
    });
    await project.act(world.people.owner, 'application.withdraw', { reason: '工期调整' });
    expect(await project.stage()).toBe('tracking');
    expect(await world.db.round.findFirstOrThrow()).toMatchObject({
      step: 'ended',
      endReason: 'application_withdrawn',
    });
    expect(await project.mails('panel-dissolved')).toEqual([
      expect.stringMatching(/^panel-dissolved\/[-0-9a-f]{36} → 周工$/),
    ]);
    expect(await project.mail('panel-dissolved')).not.toHaveProperty('project');
    await apply(world, project);
    await reply(world, project);
    const rounds = await world.db.round.findMany({ orderBy: { number: 'asc' } });
    expect(rounds.map(({ number, endedAt }) => [number, endedAt === null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test('after it nobody buys another panel', async () => {
    const project: TestProject = await accepted(world);
    const round = await world.db.round.findFirstOrThrow();
    await world.db.draw.create({
      data: {
        ...{ number: 1, projectId: project.id, roundId: round.id, purpose: 'panel', commitment: {} },
        ...{ root: 'r', secretHash: 's', committedFactId: round.id },
      },
    });
    const refusal = await project.refusal(world.people.owner, 'application.withdraw', { reason: '想换专家' });
    expect(refusal.code).toBe('DRAW_COMMITTED');
  });
});
