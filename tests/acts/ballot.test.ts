import { randomUUID } from 'node:crypto';
import { runClock } from '../../activities/clocks/run-clocks';
import { openProcess } from '../../activities/process/process-context';
import { verifySeal } from '../../activities/sealed/seal';
import { actualDay } from '../../domain/calendar/partial-date';
import { type FullPanelOrder, fullPanel, ruleSetWith } from '../support/full-panel';
import { type Meeting, meetingOf, type Vote } from '../support/meeting';
import { createWorld, type World } from '../support/process';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A meeting that votes; each seat deducted so many points. */
async function voting({ deducted = 0, ...order }: FullPanelOrder & { deducted?: number } = {}): Promise<Meeting> {
  const m = meetingOf(world, await fullPanel(world, { volumes: 6, ...order }));
  await m.checkIn();
  await m.sample();
  for (const seat of m.seats.keys()) {
    await m.inspect(seat);
    await m.sheet(seat, deducted);
  }
  await m.deliberate();
  return m;
}

async function vote(m: Meeting, ...votes: Vote[]): Promise<void> {
  for (const [seat, value] of votes.entries()) await m.vote(seat, value);
}

const resultOf = (m: Meeting) => world.db.result.findUnique({ where: { roundId: m.roundId } });
/** The clocks that run when a meeting begins. */
const startClocks = (m: Meeting) =>
  world.worker.transaction(async (tx) => {
    const ids = { actorId: null, factId: randomUUID() };
    const ctx = await openProcess(tx, { now: () => new Date() }, m.project.id, null, ids);
    const day = actualDay('2026-03-02');
    const start = '2026-03-02';
    const planned = { value: '2026-12-31', precision: 'day', kind: 'planned' } as const;
    await runClock(ctx, { kind: 'accept_by', subject: 'completion', start, bases: { plannedCompletion: planned } });
    await runClock(ctx, { kind: 'reinspection', subject: m.roundId, start, bases: { allItemsReported: day } });
  });

async function runningClocks(m: Meeting): Promise<string[]> {
  const rows = await world.db.clock.findMany({ where: { projectId: m.project.id, state: 'running' } });
  return rows.map(({ kind }) => kind).sort();
}

const ballotsOf = (m: Meeting) => world.db.ballotIn.findMany({ where: { roundId: m.roundId } });

describe('the tally', () => {
  test('runs with the last ballot and not before; what is published proves the hashes', async () => {
    const m = await voting();
    await vote(m, 'pass', 'fail', 'pass', 'abstain');
    expect(await m.step()).toBe('voting');
    expect(await resultOf(m)).toBeNull();
    expect((await ballotsOf(m)).map(({ value, salt }) => [value, salt])).toEqual(Array(4).fill([null, null]));
    await m.vote(4, 'pass');
    expect(await m.step()).toBe('tallied');
    expect(await resultOf(m)).toMatchObject({ pass: 3, fail: 1, abstain: 1, absent: 0, passed: true });
    for (const { value, salt, sealHash } of await ballotsOf(m)) {
      expect(verifySeal({ value, salt: salt! }, sealHash)).toBe(true);
    }
  });

  test('half of the panel is not more than half: a blank ballot is no 合格', async () => {
    const m = await voting();
    await vote(m, 'pass', 'pass', 'abstain', 'abstain', 'fail');
    expect(await resultOf(m)).toMatchObject({
      passed: false,
      grounds: [{ code: 'VOTE_NOT_PASSED' }],
      againstScore: true,
    });
    await startClocks(m);
    await m.project.act(m.members[0]!, 'result.announce');
    // The term for acceptance goes on: nothing has passed.
    expect(await runningClocks(m)).toEqual(['accept_by', 'sign_opinion']);
    expect(await m.project.stage()).toBe('concluding');
  });

  test('a member votes once, and only while the ballot is open', async () => {
    const m = await voting();
    await m.vote(1, 'fail');
    const again = await m.project.refusal(m.members[1]!, 'ballot.cast', { vote: 'pass' });
    expect(again.code).toBe('SEAT_COUNTED_TWICE');
    const { officer, stranger } = world.people;
    expect((await m.project.refusal(officer, 'ballot.cast', { vote: 'pass' })).code).toBe('ACT_NOT_YOURS');
    expect((await m.project.refusal(stranger, 'ballot.cast', { vote: 'pass' })).code).toBe('NO_ROUND');
    for (const seat of [0, 2, 3, 4]) await m.vote(seat, 'pass');
    expect((await m.project.refusal(m.members[1]!, 'ballot.cast', { vote: 'pass' })).code).toBe('CLOSED');
  });

  test('a paper ballot comes from the officer with a scan', async () => {
    const m = await voting();
    const paper = { onBehalfOfId: m.members[2]!, channel: 'meeting' as const, scanSha256: await world.file() };
    await m.project.act(world.people.officer, 'ballot.cast', { vote: 'fail' }, paper);
    expect(await ballotsOf(m)).toMatchObject([{ seatId: m.seats[2], personId: m.members[2], value: null }]);
  });

  test('where score and vote decide, a passing vote does not save a section below its floor', async () => {
    const ruleSet = await ruleSetWith(world, { scoring: { decides: 'vote_and_score', passLine: 99 } });
    const m = await voting({ ruleSet, deducted: 2 });
    await vote(m, 'pass', 'pass', 'pass', 'pass', 'pass');
    expect(await resultOf(m)).toMatchObject({
      passed: false,
      scoreHundredths: 9_800,
      decides: 'vote_and_score',
      grounds: [{ code: 'BELOW_PASS_LINE' }],
    });
  });
});

describe('absences', () => {
  test('count once two people recorded them, and complete the ballot', async () => {
    const m = await voting();
    await vote(m, 'pass', 'pass', 'pass', 'fail');
    const { officer } = world.people;
    const record = { seatId: m.seats[4], reason: '突发疾病' };
    expect((await m.project.refusal(m.members[1]!, 'ballot_absence.record', record)).code).toBe('ACT_NOT_YOURS');
    const { absenceId } = await m.project.act(officer, 'ballot_absence.record', record);
    expect(await m.step()).toBe('voting');
    expect((await m.project.refusal(m.members[1]!, 'ballot_absence.confirm', { absenceId })).code).toBe(
      'ACT_NOT_YOURS',
    );
    await m.project.act(m.members[0]!, 'ballot_absence.confirm', { absenceId });
    expect(await m.step()).toBe('tallied');
    expect(await resultOf(m)).toMatchObject({ pass: 3, fail: 1, absent: 1, passed: true });
    expect(await m.project.mails('absence-recorded')).toHaveLength(1);
  });

  test('a seat that has voted is not absent, and one recorded absent does not vote', async () => {
    const m = await voting();
    await m.vote(3, 'pass');
    const record = { seatId: m.seats[3], reason: '外出' };
    const { officer } = world.people;
    expect((await m.project.refusal(officer, 'ballot_absence.record', record)).code).toBe('SEAT_COUNTED_TWICE');
    await m.absent(4);
    expect((await m.project.refusal(m.members[4]!, 'ballot.cast', { vote: 'pass' })).code).toBe('SEAT_COUNTED_TWICE');
  });

  test('that could change the outcome leave no result; what was cast stays sealed, stands and is joined later', async () => {
    const m = await voting();
    await vote(m, 'pass', 'pass', 'fail', 'abstain');
    await m.absent(4);
    expect(await m.step()).toBe('adjourned');
    expect(await resultOf(m)).toBeNull();
    expect((await ballotsOf(m)).map(({ value }) => value)).toEqual([null, null, null, null]);
    expect(await m.project.tasks('resume-meeting')).toHaveLength(1);

    const { officer, director } = world.people;
    const on = (date: string) => ({ halfDays: [{ date, half: 'morning' }], reason: '缺席成员的表决可能改变结果' });
    // Ten working days after Monday 2 March 2026.
    expect((await m.project.refusal(officer, 'meeting.resume', on('2026-03-17'))).code).toBe('RESUMES_TOO_LATE');
    await m.project.act(officer, 'meeting.resume', on('2026-03-16'));
    await m.project.act(officer, 'meeting.resume', on('2026-03-05'));
    expect(await m.project.mails('owner-meeting-changed')).toHaveLength(2);
    expect((await m.project.refusal(director, 'meeting.resume', on('2026-03-01'))).code).toBe('MEETING_NOT_FUTURE');
    await world.moveTo('2026-03-05');
    await m.checkInAnew();
    expect(await m.step()).toBe('voting');
    expect(await m.project.tasks('resume-meeting')).toEqual([]);
    const again = await m.project.refusal(m.members[0]!, 'ballot.cast', { vote: 'fail' });
    expect(again.code).toBe('SEAT_COUNTED_TWICE');
    await m.vote(4, 'pass');
    expect(await m.step()).toBe('tallied');
    expect(await resultOf(m)).toMatchObject({ pass: 3, fail: 1, abstain: 1, absent: 0, passed: true });
  });
});

test('the leader announces, the deputy only when the leader has left', async () => {
  const m = await voting();
  await vote(m, 'pass', 'pass', 'pass', 'pass', 'pass');
  await startClocks(m);
  expect((await m.project.refusal(m.members[1]!, 'result.announce')).code).toBe('ACT_NOT_YOURS');
  expect((await m.project.refusal(m.members[3]!, 'result.announce')).code).toBe('ACT_NOT_YOURS');
  await m.leave(0, 1);
  expect(await m.step()).toBe('tallied');
  await m.project.act(m.members[1]!, 'result.announce');
  expect(await m.step()).toBe('announced');
  expect(await runningClocks(m)).toEqual(['sign_opinion']);
});

test('a re-inspection ends with its announcement, and its clock', async () => {
  const m = await voting({ kind: 'reinspection' });
  expect(await m.project.stage()).toBe('reinspecting');
  await vote(m, 'fail', 'fail', 'fail', 'pass', 'pass');
  await m.project.act(m.members[0]!, 'result.announce');
  expect([await m.step(), await m.project.stage()]).toEqual(['announced', 'reinspecting']);
});
