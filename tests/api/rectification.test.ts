import { randomUUID } from 'node:crypto';
import { FAILED } from '../support/round';
import { type Acting, actingOn } from './support/acting';
import { announced, roundOf } from './support/meeting';
import { fullPanel, items, type Panel } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';

/** A failed project, from its opinion to the meeting that looks at it again, over HTTP alone, with the mistakes made. */
let api: RunningApi;
let panel: Panel;
let acting: Acting;
const NOBODY = randomUUID();

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  acting = actingOn(panel.code);
  await announced(api, panel, FAILED, ['must_fix', 'fix']);
});
afterAll(() => api.close());

const path = (part = '') => `/api/v1/projects/${panel.code}${part}`;
const stage = async () => (await api.officer.get(path())).body.stage;

test('an opinion against the score needs the leader’s reason; issued, the owner has a notice to sign for', async () => {
  const { refused, once } = acting;
  const [leader] = panel.members;
  const text = { overview: '项目概况', management: '档案管理情况', problems: '竣工图缺签章', advice: '' };
  expect(await refused(leader.visitor, 'opinion.draft', text)).toMatchObject({
    code: 'REASON_REQUIRED',
    field: 'againstScoreReason',
  });
  const { opinionId } = await once(leader.visitor, 'opinion.draft', { ...text, againstScoreReason: '系统性缺陷' });
  for (const { visitor } of panel.members) await once(visitor, 'opinion.sign', { opinionId });
  const scan = await api.upload(api.officer, panel.code);
  await once(api.officer, 'opinion.submit_form', { printedSha256: scan, scanSha256: scan });
  await once(api.director, 'opinion.issue');
  expect(await stage()).toBe('rectifying');
  const papers = await items(api.owner, path('/papers'));
  expect(papers.map(({ kind }: { kind: string }) => kind)).toContain('rectification_notice');
  const toSign = await items(api.owner, '/api/v1/services?open=true&mine=true');
  const notice = toSign.find(({ subjectKind }: { subjectKind: string }) => subjectKind === 'rectification_notice');
  await once(api.owner, 'service.record', { serviceId: notice.id });
  const clocks = await items(api.owner, path('/clocks'));
  const terms = clocks.filter(({ kind }: { kind: string }) => kind === 'rectification_item');
  expect(terms).toMatchObject([{ state: 'running' }, { state: 'running' }]);
});

test('what is not fixed is the director’s to decide, once its limit has passed', async () => {
  const { refused } = acting;
  const decide = (by = api.director, more: object = {}) =>
    refused(by, 'rectification.decide', { decision: 'reinspect_as_is', reason: '按现状复查', ...more });
  expect(await decide(api.officer)).toMatchObject({
    code: 'ACT_NOT_YOURS',
    allowed: ['director', 'parent_director'],
  });
  expect(await decide(api.director, { decision: '再次延期' })).toMatchObject({
    code: 'BAD_INPUT',
    field: 'content.decision',
    value: '再次延期',
    allowed: ['reinspect_as_is', 'treat_as_failed'],
  });
  expect(await decide()).toMatchObject({
    code: 'DECISION_NOT_ALLOWED',
    field: 'decision',
    value: 'reinspect_as_is',
    allowed: [],
  });
});

test('the last item that must be fixed brings the same members back', async () => {
  const { refused, once } = acting;
  const list = await items(api.owner, path('/items'));
  const { id: itemId } = list.find(({ mark }: { mark: string }) => mark === 'must_fix');
  const evidence = [await api.upload(api.owner, panel.code)];
  await once(api.owner, 'item.report', { itemId, text: '已补', evidence });
  expect(await refused(api.owner, 'item.verify', { itemId, accepted: true, verdict: '' })).toMatchObject({
    code: 'ACT_NOT_YOURS',
    allowed: ['officer'],
  });
  expect(await refused(api.director, 'item.extend', { itemId, reason: '来不及' })).toMatchObject({
    code: 'ITEM_STATE',
    field: 'state',
    value: 'reported',
  });
  await once(api.officer, 'item.verify', { itemId, accepted: true, verdict: '属实' });
  expect(await stage()).toBe('reinspecting');
  const again = await roundOf(api, panel);
  expect(again).toMatchObject({ number: 2, kind: 'reinspection', step: 'days' });
  expect(again.seats.map(({ holder }: { holder: { personId: string } }) => holder.personId)).toEqual(
    panel.members.map(({ personId }) => personId),
  );
  const days = (date: string) => ({ halfDays: [{ date, half: 'morning' }], place: '区档案馆三楼' });
  expect(await refused(api.owner, 'meeting.plan', days('2026-04-15'))).toMatchObject({ code: 'ACT_NOT_YOURS' });
  expect(await refused(api.officer, 'meeting.plan', days('2026-03-20'))).toMatchObject({
    code: 'MEETING_NOT_FUTURE',
    value: '2026-03-20',
  });
  await once(api.officer, 'meeting.plan', days('2026-04-15'));
});

describe('a member who must stay out', () => {
  const recusal = { kind: 'employment', reason: '三年内在施工单位任职' };

  test('declares it himself, or an officer with his signed paper', async () => {
    const { refused, once } = acting;
    for (const { visitor } of panel.members) await once(visitor, 'panel_invitation.accept', { relations: [] });
    const { seats } = await roundOf(api, panel);
    const seatId = seats.at(-1).id;
    const [, deputy, , expert, last] = panel.members;
    expect(await refused(api.owner, 'recusal.declare', recusal)).toMatchObject({ status: 403 });
    expect(await refused(expert.visitor, 'recusal.declare', { ...recusal, kind: '熟人' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.kind',
      value: '熟人',
      allowed: expect.arrayContaining(['employment', 'kinship']),
    });
    expect(await refused(api.officer, 'recusal.declare', { ...recusal, seatId: NOBODY })).toMatchObject({
      code: 'SEAT_NOT_ON_PANEL',
      field: 'seatId',
      value: NOBODY,
    });
    expect(await refused(expert.visitor, 'recusal.declare', { ...recusal, seatId })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'seatId',
      value: seatId,
    });
    expect(await refused(api.officer, 'recusal.declare', { ...recusal, seatId })).toMatchObject({
      code: 'SCAN_REQUIRED',
      field: 'scanSha256',
    });
    expect(await refused(deputy.visitor, 'recusal.declare', { ...recusal, seatId })).toMatchObject({
      code: 'SCAN_REQUIRED',
    });
    const scanSha256 = await api.upload(api.officer, panel.code);
    const entry = { channel: 'counter', scanSha256 };
    expect(await once(api.officer, 'recusal.declare', { ...recusal, seatId }, entry)).toMatchObject({ seatId });
    // A re-inspection's vacancy is filled by a draw of its own.
    const { step, seats: left } = await roundOf(api, panel);
    expect([step, left.at(-1)]).toMatchObject(['inviting', { state: 'vacant', holder: null }]);
    // He reads what he sat on before, and is nothing to the meeting to come.
    expect(await refused(last.visitor, 'notice.waive')).toMatchObject({ code: 'ACT_NOT_YOURS' });
  });
});
