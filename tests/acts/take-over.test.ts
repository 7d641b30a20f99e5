import { applicationForm, reply, upload } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
useWorld((fresh) => {
  world = fresh;
});

const source = '原经办单位移交的项目档案验收台账';
const registration = { confirmedOn: '2025-06-03', route: 'own' };
const completion = { value: '2026-12-31', precision: 'day', kind: 'planned' } as const;
const votes = { panelSize: 5, pass: 1, fail: 4, abstain: 0, absent: 0 };

const made = (order: object = {}) => world.project({ completion, ...order }, 'take_over');
const complete = (project: TestProject, content: object) =>
  project.act(world.people.officer, 'take_over.complete', { source, ...content });
const refused = async (project: TestProject, content: object) =>
  (await project.refusal(world.people.officer, 'take_over.complete', { source, ...content })).code;

async function application(project: TestProject, receivedOn = '2026-02-02') {
  return { receivedOn, form: await applicationForm(world, await upload(world, project)) };
}

/** Failed once, with two items to put right. */
async function rectifying(project: TestProject, meeting: object = {}) {
  const items = [
    { text: '竣工图未加盖竣工图章', mark: 'must_fix', days: 40 },
    { text: '案卷目录漏项', mark: 'fix' },
  ];
  const opinion = { reference: '禅档验〔2025〕9号', issuedOn: '2026-01-20' };
  return complete(project, {
    stage: 'rectifying',
    registration,
    application: await application(project, '2025-11-03'),
    meeting: {
      ...{ announcedOn: '2026-01-15', passed: false, votes, opinion, items, noticeServedOn: '2026-01-21' },
      ...meeting,
    },
  });
}

describe('a project taken over in mid-life', () => {
  test('begins planned, marked, with its mail held', async () => {
    const project = await made();
    expect(await project.row()).toMatchObject({ stage: 'planned', migrated: true, mailHeld: true });
    const [born] = await world.db.fact.findMany({ where: { projectId: project.id } });
    expect(born).toMatchObject({ kind: 'project.created', detail: { source: 'take_over' } });
  });

  test('is tracked from its registration on, and what is not known is a task', async () => {
    const project = await made({ completion: undefined });
    await complete(project, { stage: 'tracking', registration });
    expect(await project.row()).toMatchObject({ stage: 'tracking', route: 'own', caseOfficerId: world.people.officer });
    expect(await project.tasks('find-date')).toHaveLength(2);
    expect((await project.clock('apply_by')).state).toBe('waiting');
    expect((await project.clock('periodic_report')).subject).toBe('2026Q1');
    const move = await world.db.stageChange.findFirstOrThrow({ where: { projectId: project.id, to: 'tracking' } });
    const fact = await world.db.fact.findUniqueOrThrow({ where: { id: move.factId! } });
    expect(fact).toMatchObject({ kind: 'take_over.complete', detail: { source } });
  });

  test('with an invitation that nobody remembers asks for it', async () => {
    const project = await made();
    await complete(project, { stage: 'registering' });
    expect(await project.tasks('supply-fact')).toEqual(['officer supply-fact invitation']);
    expect(await project.clocks('register')).toEqual([]);
  });

  test('goes on with the reply to its application, whose day pins its rules', async () => {
    const project = await made();
    await complete(project, {
      stage: 'reviewing',
      registration,
      application: await application(project, '2026-02-27'),
    });
    expect((await project.clock('reply_application')).due).toBe('2026-03-12');
    expect(await project.clocks('apply_by')).toEqual([]);
    await reply(world, project, { decision: 'accept' });
    expect(await project.stage()).toBe('paneling');
  });

  test('forms its panel anew where one was being formed', async () => {
    const project = await made();
    await complete(project, { stage: 'paneling', registration, application: await application(project) });
    expect(await world.db.round.findFirstOrThrow()).toMatchObject({ step: 'days', number: 1, migrated: false });
    expect(await project.tasks('plan-meeting')).toHaveLength(1);
    const halfDays = [{ date: '2026-03-30', half: 'morning' }];
    await project.act(world.people.officer, 'meeting.plan', { halfDays, place: '项目部会议室' });
    expect(await world.db.seat.count()).toBe(5);
  });

  test('puts right what its meeting asked for, and is inspected again by a panel of its own', async () => {
    const { officer, owner } = world.people;
    const project = await made();
    await rectifying(project);
    const items = await world.db.rectificationItem.findMany({ orderBy: { number: 'asc' } });
    expect((await project.clock('rectification_item', items[0]!.id)).start).toBe('2026-01-21');
    const itemId = items[0]!.id;
    await project.act(owner, 'item.report', { itemId, text: '已整改', evidence: [await world.file()] });
    await project.act(officer, 'item.verify', { itemId, accepted: true, verdict: '属实' });
    expect(await project.stage()).toBe('reinspecting');
    const halfDays = [{ date: '2026-03-30', half: 'morning' }];
    await project.act(officer, 'meeting.plan', { halfDays, place: '项目部会议室' });
    const round = await world.db.round.findFirstOrThrow({ where: { endedAt: null }, include: { seats: true } });
    expect(round).toMatchObject({ kind: 'reinspection', number: 2, step: 'seats' });
    expect(round.seats).toHaveLength(5);
  });

  test('hands over to each of its receivers from the day of completion', async () => {
    const project = await made();
    const parties = [{ role: 'receiver', organisation: { name: '禅城区档案馆' } }];
    const held = { heldOn: '2026-02-10', document: '竣工验收鉴定书' };
    await complete(project, { stage: 'handing_over', registration, completion: held, parties });
    expect((await project.clock('hand_over')).due).toBe('2026-05-10');
    expect(await project.tasks('supply-fact')).toEqual(['officer supply-fact meeting']);
  });
});

describe('what was due before', () => {
  test('is counted apart, reminds nobody, and is an officer’s to settle', async () => {
    const project = await made();
    await rectifying(project, { announcedOn: '2025-06-10', noticeServedOn: '2025-06-20' });
    const clocks = await world.db.clock.findMany({ where: { overdueAtTakeOver: true } });
    expect(clocks.map(({ kind, nextAt }) => [kind, nextAt])).toEqual([
      ['rectification_item', null],
      ['rectification_item', null],
    ]);
    expect(await project.tasks('settle-taken-over')).toHaveLength(2);
    await world.moveTo('2026-05-06');
    expect(await project.mails('item-due')).toEqual([]);
    expect(await project.tasks('decide-rectification')).toEqual([]);
    expect((await project.clock('accept_by')).steps.some(({ state }) => state !== 'lapsed')).toBe(true);
  });
});

describe('mail about it', () => {
  test('is held until an officer saw each message, and then leaves or is dropped', async () => {
    const { officer } = world.people;
    const project = await made();
    await complete(project, { stage: 'tracking', registration });
    await project.act(officer, 'date.change', {
      kind: 'completion',
      date: { ...completion, value: '2026-09-30' },
      reason: '工期调整',
    });
    await world.moveTo('2026-04-10');
    const held = await world.db.outboxMail.findMany({ where: { projectId: project.id } });
    expect(held.length).toBeGreaterThan(1);
    expect(new Set(held.map(({ state }) => state))).toEqual(new Set(['held']));
    const [first, ...others] = held.map(({ id }) => id);
    const unseen = await project.refusal(officer, 'take_over.release_mail', { send: [first], drop: [] });
    expect([unseen.code, unseen.details.value]).toEqual(['STALE_VERSION', expect.arrayContaining(others)]);
    expect(await project.act(officer, 'take_over.release_mail', { send: [first], drop: others })).toMatchObject({
      sent: 1,
      dropped: others.length,
    });
    const states = await world.db.outboxMail.groupBy({ by: ['state'], where: { projectId: project.id }, _count: true });
    expect(states.map(({ state, _count }) => `${_count} ${state}`).sort()).toEqual([
      '1 queued',
      `${others.length} superseded`,
    ]);
    const again = await project.refusal(officer, 'take_over.release_mail', { send: [], drop: [] });
    expect(again.code).toBe('MAIL_NOT_HELD');
  });
});

describe('a take-over', () => {
  test('is of a project made for it, and says what its stage cannot be without', async () => {
    expect(await refused(await world.project(), { stage: 'tracking', registration })).toBe('NOT_TAKEN_OVER');
    const project = await made();
    expect(await refused(project, { stage: 'tracking' })).toBe('TAKE_OVER_FACTS_MISSING');
    expect(await refused(project, { stage: 'paneling', registration })).toBe('TAKE_OVER_FACTS_MISSING');
    const future = { ...registration, confirmedOn: '2026-03-03' };
    expect(await refused(project, { stage: 'tracking', registration: future })).toBe('OCCURRED_IN_FUTURE');
    await expect(complete(project, { stage: 'inspecting', registration })).rejects.toThrow('stage');
  });

  test.each([
    ['a result against its votes', { passed: false, votes: { ...votes, pass: 3, fail: 2 } }],
    ['a panel of an even number', { votes: { ...votes, panelSize: 6, absent: 1 } }],
    ['votes that do not add up', { votes: { ...votes, fail: 2 } }],
    ['nothing to put right', { items: [] }],
  ])('is refused with %s', async (_, meeting) => {
    const project = await made();
    await expect(rectifying(project, meeting)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('that nobody touched is undone within seven days, and its line of the list is free again', async () => {
    const { officer } = world.people;
    const listing = { year: 2026, level: '市', category: 'continued', number: '88', text: {} } as const;
    const project = await made({ listing });
    await complete(project, { stage: 'tracking', registration });
    await world.moveTo('2026-03-09');
    await project.act(officer, 'take_over.undo', { reason: '与他项重复' });
    expect(await project.row()).toMatchObject({ stage: 'closed', outcome: 'removed' });
    expect(await world.db.outboxMail.count({ where: { state: { not: 'superseded' } } })).toBe(0);
    await made({ listing });
  });

  test('that somebody touched, or of long ago, stays', async () => {
    const { officer, owner } = world.people;
    const touched = await made();
    await complete(touched, { stage: 'tracking', registration });
    await touched.act(owner, 'date.change', {
      kind: 'completion',
      date: { ...completion, value: '2026-11-30' },
      reason: '工期调整',
    });
    const code = async (project: TestProject) =>
      (await project.refusal(officer, 'take_over.undo', { reason: '误录' })).code;
    expect(await code(touched)).toBe('TAKE_OVER_TOUCHED');
    const old = await made();
    await world.moveTo('2026-03-10');
    expect(await code(old)).toBe('TAKE_OVER_TOO_LONG_AGO');
    expect(await code(await world.project())).toBe('NOT_TAKEN_OVER');
  });
});
