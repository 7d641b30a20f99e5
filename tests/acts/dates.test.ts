import { invite, register, tracked } from '../support/life';
import type { TestProject, World } from '../support/process';
import { useWorld } from '../support/use-world';

let world: World;
let project: TestProject;
useWorld(async (fresh) => {
  world = fresh;
  project = await tracked(world);
});

const completion = (value: string, precision = 'day') => ({
  kind: 'completion',
  date: { value, precision, kind: 'planned' },
  reason: '工期调整。',
});

test('a date that moved later moves its clocks and mails nobody', async () => {
  const before = await project.mails();
  await project.act(world.people.owner, 'date.change', completion('2027-12-01', 'month'));
  expect(await project.clock('accept_by')).toMatchObject({ due: '2027-09-30', approx: true });
  expect(await project.clock('apply_by')).toMatchObject({ due: '2027-07-31', approx: true });
  expect(await project.mails()).toEqual(before);
});

test('a date that came nearer is told, once for each clock', async () => {
  await project.act(world.people.officer, 'date.change', completion('2027-01-31'));
  expect((await project.clock('apply_by')).due).toBe('2026-08-31');
  const told = await world.db.outboxMail.findMany({ where: { kind: 'deadline-moved' }, orderBy: { eventKey: 'asc' } });
  expect(told.map(({ data }) => data).sort()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        what: '申请档案验收',
        formerDue: '2027-01-30',
        due: '2026-08-31',
        reason: '工期调整。',
      }),
      expect.objectContaining({ what: '通过档案验收', formerDue: '2027-03-30', due: '2026-10-31' }),
    ]),
  );
  expect(told).toHaveLength(2);
});

test('moved into the past a clock fires at once', async () => {
  await project.act(world.people.owner, 'date.change', completion('2026-07-01'));
  expect((await project.clock('apply_by')).due).toBe('2026-02-01');
  await world.moveTo('2026-03-02');
  expect(await project.tasks('ask-date-or-application')).toEqual([
    'officer ask-date-or-application apply_by/project/2026-02-01',
  ]);
  await project.act(world.people.owner, 'date.change', completion('2027-06-30'));
  expect((await project.clock('apply_by')).due).toBe('2027-01-30');
});

test('reminders count back from the planned date; the third is a telephone call', async () => {
  await world.moveTo('2027-01-29');
  expect(await project.mails('apply-by-due')).toEqual([
    'apply-by-due/2027-01-30/reminder-1 → 李文静',
    'apply-by-due/2027-01-30/reminder-2 → 李文静',
  ]);
  expect(await project.mail('apply-by-due')).toMatchObject({
    plannedCompletion: '2027-06-30',
    acceptBy: '2027-03-30',
    due: '2027-01-30',
  });
  await project.act(world.people.owner, 'date.change', completion('2027-12-31'));
  await world.moveTo('2027-05-10');
  expect(await project.mails('apply-by-due')).toHaveLength(2);
  expect(await project.tasks('phone')).toContain('officer phone apply_by/project/2027-07-31');
  await world.moveTo('2027-10-08');
  expect(await project.tasks('oversee-overdue')).toEqual(['director oversee-overdue accept_by/project/2027-09-30']);
});

test('a date that was unknown and is found settles its task and starts the clocks', async () => {
  const other = await world.project();
  await register(world, other, { completion: null });
  await other.act(world.people.officer, 'registration.confirm', { route: 'own' });
  expect(await other.tasks('find-date')).toEqual(['officer find-date completion']);
  await other.act(world.people.owner, 'date.change', completion('2027-06-30'));
  expect(await other.tasks('find-date')).toEqual([]);
  expect(await other.clock('accept_by')).toMatchObject({ state: 'running', due: '2027-03-30' });
  expect(await other.mails('deadline-moved')).toEqual([]);
});

test('the start of construction moves the term to register', async () => {
  const other = await world.project();
  await invite(world, other);
  const start = { value: '2026-02-01', precision: 'day', kind: 'actual' };
  const body = { kind: 'construction_start', date: start, reason: '施工许可证' };
  await other.act(world.people.officer, 'date.change', body);
  expect((await other.clock('register')).due).toBe('2026-08-01');
});

test('every date ever stated stays in its history, and nothing has happened tomorrow', async () => {
  await project.act(world.people.owner, 'date.change', completion('2027-12-31'));
  await project.act(world.people.owner, 'date.change', completion('2027-09-30'));
  const dates = await world.db.projectDate.findMany({
    where: { projectId: project.id, kind: 'completion' },
    orderBy: { sequence: 'asc' },
  });
  expect(dates.map(({ value }) => value?.toISOString().slice(0, 10))).toEqual([
    undefined,
    '2027-06-30',
    '2027-12-31',
    '2027-09-30',
  ]);
  const tomorrow = {
    kind: 'trial_run',
    date: { value: '2026-03-03', precision: 'day', kind: 'actual' },
    reason: '试运行',
  };
  expect((await project.refusal(world.people.owner, 'date.change', tomorrow)).code).toBe('OCCURRED_IN_FUTURE');
});

describe('a corrected date', () => {
  const correct = async (oldValue: string, newValue: string) => {
    const fact = await world.db.fact.findFirstOrThrow({
      where: { projectId: project.id, kind: 'registration.submit' },
    });
    const correction = { factId: fact.id, field: 'completion', oldValue, newValue, reason: '登记表误写年份' };
    return project.act(world.people.officer, 'correction.propose', correction);
  };
  const decide = (proposalId: unknown) =>
    project.act(world.people.director, 'correction.decide', { proposalId, approve: true });

  test('waits for the director though the officer names no clock, and then moves what counts from it', async () => {
    const { proposalId, correctionId } = await correct('2027-06-30', '2027-05-31');
    expect(correctionId).toBeUndefined();
    expect((await project.clock('accept_by')).due).toBe('2027-03-30');
    await decide(proposalId);
    expect((await project.clock('accept_by')).due).toBe('2027-02-28');
    expect(await project.mail('deadline-moved')).toMatchObject({ reason: '登记表误写年份' });
    const [row] = await world.db.factCorrection.findMany();
    expect(row!.touchedClocks).toHaveLength(2);
    const dates = await world.db.projectDate.findFirstOrThrow({
      where: { projectId: project.id, kind: 'completion' },
      orderBy: { sequence: 'desc' },
    });
    expect(dates.value).toEqual(new Date('2027-05-31'));
  });

  test('does not un-pass a clock that has passed', async () => {
    await world.moveTo('2027-02-01');
    expect((await project.clock('apply_by')).due).toBe('2027-01-30');
    const { proposalId } = await correct('2027-06-30', '2027-12-31');
    await decide(proposalId);
    expect((await project.clock('apply_by')).due).toBe('2027-01-30');
    expect((await project.clock('accept_by')).due).toBe('2027-09-30');
  });
});
