import { randomUUID } from 'node:crypto';
import { type Acting, actingOn } from './support/acting';
import { newKey } from './support/api';
import { roundOf, scored } from './support/meeting';
import { fullPanel, items, type Panel } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';
import type { Visitor } from './support/visitor';

/** Deliberation, ballot and announcement over HTTP alone; a member leaves in between, and the meeting goes on days later. */
let api: RunningApi;
let panel: Panel;
let acting: Acting;
let findings: string[];
const NOBODY = randomUUID();

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  acting = actingOn(panel.code);
  await scored(api, panel, 3);
  findings = (await round()).findings.map(({ id }: { id: string }) => id);
});
afterAll(() => api.close());

const round = () => roundOf(api, panel);
const path = (part: string) => `/api/v1/projects/${panel.code}/${part}`;
const sheets = async (by: Visitor) => (await by.get(path('rounds/1/sheets'))).body;
const outside = (step: string) => ({ status: 409, code: 'ACT_NOT_ALLOWED_IN_STAGE', field: 'step', value: step });

describe('the deliberation', () => {
  test('decides each finding, by who presides', async () => {
    const { refused, once } = acting;
    const [leader, deputy, , expert] = panel.members;
    const [first, second, third] = findings;
    const mark = (by: Visitor, decision: object) => refused(by, 'finding.mark', { decisions: [decision] });
    const fix = { as: 'fix', findingId: first };
    expect(await mark(expert.visitor, fix)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await mark(deputy.visitor, fix)).toMatchObject({ code: 'ACT_NOT_YOURS', allowed: leader.seatId });
    expect(await mark(leader.visitor, { ...fix, as: '应改' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.decisions[0].as',
    });
    expect(await mark(leader.visitor, { ...fix, findingId: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      value: NOBODY,
    });
    expect(await mark(leader.visitor, { as: 'dropped', findingId: first, reason: '' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.decisions[0].reason',
      allowed: 'at least 1',
    });
    expect(await mark(leader.visitor, { as: 'merged', findingId: first, into: first })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'into',
      value: first,
      allowed: 'another finding',
    });
    expect(await mark(leader.visitor, { ...fix, days: 999 })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'days',
      value: 999,
      allowed: expect.arrayContaining([expect.objectContaining({ min: expect.any(Number) })]),
    });
    const decisions = [
      { as: 'must_fix', findingId: first, days: 20 },
      { as: 'merged', findingId: second, into: first },
    ];
    expect(await once(leader.visitor, 'finding.mark', { decisions })).toMatchObject({ decided: 2 });
    expect(await mark(leader.visitor, { as: 'fix', findingId: second })).toMatchObject({
      code: 'FINDING_SETTLED',
      value: second,
      state: 'merged',
    });
    expect(await refused(leader.visitor, 'deliberation.close')).toMatchObject({
      code: 'FINDINGS_UNDECIDED',
      field: 'findings',
      value: [third],
    });
    expect(await refused(leader.visitor, 'ballot.cast', { vote: 'pass' })).toMatchObject(outside('deliberating'));
    await once(leader.visitor, 'finding.mark', {
      decisions: [{ as: 'dropped', findingId: third, reason: '与事实不符' }],
    });
    await once(leader.visitor, 'deliberation.close');
    expect(await round()).toMatchObject({
      step: 'voting',
      findings: [{ mark: 'must_fix' }, { mark: 'merged', mergedIntoId: first }, { dropReason: '与事实不符' }],
    });
    expect(await refused(leader.visitor, 'finding.mark', { decisions })).toMatchObject(outside('voting'));
  });
});

describe('the ballot', () => {
  test('takes one vote a member, and tells of none', async () => {
    const { refused, once } = acting;
    const [leader, deputy, official] = panel.members;
    const odd = await refused(leader.visitor, 'ballot.cast', { vote: '合格' });
    expect(odd).toMatchObject({ code: 'BAD_INPUT', field: 'content.vote', allowed: ['pass', 'fail', 'abstain'] });
    expect(odd.value).toBeUndefined();
    expect(await refused(api.officer, 'ballot.cast', { vote: 'pass' })).toMatchObject({ status: 403 });
    const key = { 'Idempotency-Key': newKey() };
    const cast = (vote: string) => leader.visitor.post(path('acts/ballot.cast'), { content: { vote } }, key);
    expect((await cast('pass')).body).toMatchObject({ seatId: leader.seatId });
    expect((await cast('fail')).body).toMatchObject({ status: 422, code: 'KEY_REUSED' });
    expect(await refused(leader.visitor, 'ballot.cast', { vote: 'fail' })).toMatchObject({
      code: 'SEAT_COUNTED_TWICE',
      field: 'seatId',
      value: leader.seatId,
    });
    await once(deputy.visitor, 'ballot.cast', { vote: 'pass' });
    expect((await sheets(api.officer)).ballots).toMatchObject([{ value: null }, { value: null }]);
    expect((await sheets(official.visitor)).ballots).toEqual([]);
    expect((await sheets(leader.visitor)).own.ballot).toBe('pass');
    expect((await round()).counts).toMatchObject({ ballots: 2, seats: 5 });
    expect(await refused(leader.visitor, 'result.announce')).toMatchObject({
      ...outside('voting'),
      allowed: ['tallied'],
    });
  });

  test('of who does not vote is recorded by one and confirmed by another', async () => {
    const { refused, once } = acting;
    const [leader, , official, expert] = panel.members;
    const absent = (seatId: string) => ({ seatId, reason: '因急事离场' });
    expect(await refused(api.director, 'ballot_absence.record', absent(expert.seatId))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['recorder'],
    });
    expect(await refused(api.recorder, 'ballot_absence.record', absent(NOBODY))).toMatchObject({
      code: 'SEAT_NOT_ON_PANEL',
      value: NOBODY,
    });
    expect(await refused(api.recorder, 'ballot_absence.record', absent(leader.seatId))).toMatchObject({
      code: 'SEAT_COUNTED_TWICE',
      value: leader.seatId,
    });
    // The leader is an officer too, and may keep the record of no panel of which he is.
    expect(await refused(leader.visitor, 'ballot_absence.record', absent(expert.seatId))).toMatchObject({
      code: 'SAME_PERSON',
      field: 'recorder',
    });
    const { absenceId } = await once(api.recorder, 'ballot_absence.record', absent(expert.seatId));
    expect(await refused(api.recorder, 'ballot_absence.confirm', { absenceId })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await refused(leader.visitor, 'ballot_absence.confirm', { absenceId: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'absenceId',
      value: NOBODY,
    });
    await once(official.visitor, 'ballot.cast', { vote: 'fail' });
    expect(await round()).toMatchObject({ step: 'voting' });
  });
});

describe('a member who leaves', () => {
  test('is recorded with the time, confirmed, and below five the meeting adjourns', async () => {
    const { refused, once } = acting;
    const [leader, , official, expert] = panel.members;
    const left = (seatId: string, more: object = {}) => ({ seatId, reason: '身体不适', ...more });
    expect(await refused(api.owner, 'member.leave', left(expert.seatId))).toMatchObject({ allowed: ['recorder'] });
    expect(await refused(api.recorder, 'member.leave', left(NOBODY))).toMatchObject({ value: NOBODY });
    const leftAt = '2026-03-24T10:00:00.000Z';
    expect(await refused(api.recorder, 'member.leave', left(expert.seatId, { leftAt }))).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      field: 'leftAt',
      value: leftAt,
    });
    expect(await refused(leader.visitor, 'member.leave', left(expert.seatId))).toMatchObject({ code: 'SAME_PERSON' });
    const { departureId } = await once(api.recorder, 'member.leave', left(expert.seatId));
    expect(await refused(official.visitor, 'member.leave_confirm', { departureId })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await refused(leader.visitor, 'member.leave_confirm', { departureId: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'departureId',
    });
    await once(leader.visitor, 'member.leave_confirm', { departureId });
    expect(await round()).toMatchObject({ step: 'adjourned', adjournedFrom: 'voting' });
    expect(await refused(expert.visitor, 'ballot.cast', { vote: 'pass' })).toMatchObject(outside('adjourned'));
  });

  test('comes back when the meeting goes on, within ten working days', async () => {
    const { refused, once } = acting;
    const days = (date: string, half = 'morning') => ({ halfDays: [{ date, half }], reason: '成员返回，续会' });
    expect(await refused(api.owner, 'meeting.resume', days('2026-03-26'))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['officer', 'director'],
    });
    expect(await refused(api.officer, 'meeting.resume', days('2026-03-20'))).toMatchObject({
      code: 'MEETING_NOT_FUTURE',
      field: 'halfDays',
      value: '2026-03-20',
      allowed: '2026-03-24 or later',
    });
    expect(await refused(api.officer, 'meeting.resume', days('2026-04-20'))).toMatchObject({
      code: 'RESUMES_TOO_LATE',
      field: 'halfDays',
      value: '2026-04-20',
      allowed: '2026-04-08或者更早的日期',
    });
    expect(await refused(api.officer, 'meeting.resume', days('2026-03-26', '上午'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.halfDays[0].half',
      value: '上午',
    });
    expect(await once(api.officer, 'meeting.resume', days('2026-03-26'))).toMatchObject({ sitting: 2 });
    await api.moveTo('2026-03-26T01:30:00.000Z');
    const { halfDays } = await round();
    const halfDayId = halfDays.find(({ sitting }: { sitting: number }) => sitting === 2).id;
    const seatIds = panel.members.map(({ seatId }) => seatId);
    expect(await refused(api.recorder, 'check_in.record', { halfDayId: panel.halfDays[0], seatIds })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'halfDayId',
    });
    await once(api.recorder, 'check_in.record', { halfDayId, seatIds });
    expect(await round()).toMatchObject({ step: 'voting', adjournedFrom: null });
  });
});

describe('the result', () => {
  test('opens every ballot at once, and is announced by who presides', async () => {
    const { refused, once } = acting;
    const [leader, deputy, , expert, last] = panel.members;
    await once(expert.visitor, 'ballot.cast', { vote: 'pass' });
    const { absenceId } = await once(api.recorder, 'ballot_absence.record', { seatId: last.seatId, reason: '未表决' });
    await once(leader.visitor, 'ballot_absence.confirm', { absenceId });
    expect(await round()).toMatchObject({ step: 'tallied', result: { pass: 3, fail: 1, absent: 1, passed: true } });
    expect((await sheets(expert.visitor)).ballots.map(({ value }: { value: string }) => value)).toEqual([
      'pass',
      'pass',
      'fail',
      'pass',
    ]);
    expect((await items(api.owner, path('rounds')))[0]).toMatchObject({ result: null, sampleReport: null });
    expect(await refused(deputy.visitor, 'result.announce')).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'seat',
      value: deputy.seatId,
      allowed: leader.seatId,
    });
    expect(await refused(api.director, 'result.announce')).toMatchObject({ status: 403 });
    expect(await once(leader.visitor, 'result.announce')).toMatchObject({ roundId: panel.roundId, passed: true });
    expect((await items(api.owner, path('rounds')))[0].result).toMatchObject({
      passed: true,
      announcedOn: expect.anything(),
    });
    const { sampleReport, samples } = (await items(api.officer, path('rounds')))[0];
    expect(sampleReport.overall).toMatchObject({
      n: samples.length,
      detection: [{ percent: 1 }, { percent: 3 }, { percent: 5 }],
    });
    expect((await items(api.owner, path('rounds')))[0].sampleReport).toEqual(sampleReport);
    expect((await api.owner.get(`/api/v1/projects/${panel.code}`)).body.stage).toBe('concluding');
  });
});
