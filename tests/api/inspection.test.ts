import { randomUUID } from 'node:crypto';
import { sha256Hex } from '../../domain/crypto/sha256';
import { type Acting, actingOn } from './support/acting';
import { FormVisitor } from './support/form-visitor';
import { agreeToPhotos, roundOf, sampled, scoresOf, volumesOf } from './support/meeting';
import { fullPanel, items, MEETING_TIME, type Panel } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';
import { Visitor } from './support/visitor';

/** From the sample to the announced result, over HTTP alone, with the mistakes that are made at each step. */
let api: RunningApi;
let panel: Panel;
let acting: Acting;
const NOBODY = randomUUID();
/** No more of a picture than its first bytes. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  acting = actingOn(panel.code);
  await sampled(api, panel);
});
afterAll(() => api.close());

const path = (part: string) => `/api/v1/projects/${panel.code}/${part}`;
const round = () => roundOf(api, panel);
const own = (seatId: string) => volumesOf(api, panel, seatId);
const none = (ids: string[]) => ids.map((itemId) => ({ itemId, findings: [] }));
/** What somebody is told of the sheets and ballots of the meeting. */
const sheets = async (by: Visitor) => (await by.get(path('rounds/1/sheets'))).body;
const drawNumber = async () => (await round()).draws.at(-1).number;

describe('volumes', () => {
  test('are asked for, and come in time or are a finding', async () => {
    const { refused, once } = acting;
    const [first, second, third] = await own(panel.members[3].seatId);
    const produce = (event: string, more: object = {}) => ({ event, itemIds: [first], ...more });
    expect(await refused(api.owner, 'volume.produce', produce('requested'))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['recorder', 'officer'],
    });
    expect(await refused(api.recorder, 'volume.produce', produce('fetched'))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.event',
      value: 'fetched',
      allowed: ['requested', 'produced', 'missing'],
    });
    expect(await refused(api.recorder, 'volume.produce', produce('produced'))).toMatchObject({
      code: 'VOLUME_STATE',
      field: 'itemIds[0]',
      value: first,
      allowed: 'a volume that was asked for and has not come',
    });
    const later = '2026-03-24T09:00:00.000Z';
    expect(await refused(api.recorder, 'volume.produce', produce('requested', { at: later }))).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      field: 'at',
      value: later,
      allowed: MEETING_TIME,
    });
    await once(api.recorder, 'volume.produce', { event: 'requested', itemIds: [first, second, third] });
    expect(await refused(api.recorder, 'volume.produce', produce('missing'))).toMatchObject({
      code: 'VOLUME_STATE',
      field: 'at',
      allowed: 'after 60 minutes',
    });
    expect(await once(api.recorder, 'volume.produce', produce('produced'))).toMatchObject({ findings: 0 });
    await api.moveTo('2026-03-24T02:45:00.000Z');
    expect(await once(api.recorder, 'volume.produce', { event: 'missing', itemIds: [second] })).toMatchObject({
      findings: 1,
    });
    expect(await once(api.recorder, 'volume.produce', { event: 'produced', itemIds: [third] })).toMatchObject({
      findings: 1,
    });
    const { samples, findings } = await round();
    expect(samples.find(({ id }: { id: string }) => id === second)).toMatchObject({ notProduced: true });
    expect(findings).toMatchObject([
      { sampleItemId: second, seatId: null, mark: null },
      { sampleItemId: third, seatId: null, mark: null },
    ]);
  });

  test('are given to another by who presides', async () => {
    const { refused, once } = acting;
    const [leader, deputy, official, expert] = panel.members;
    const [mine] = await own(leader.seatId);
    const give = (seatId: string, itemIds = [mine]) => ({ itemIds, seatId });
    expect(await refused(expert.visitor, 'volume.reassign', give(expert.seatId))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await refused(deputy.visitor, 'volume.reassign', give(deputy.seatId))).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'seat',
      value: deputy.seatId,
      allowed: leader.seatId,
    });
    expect(await refused(leader.visitor, 'volume.reassign', give(NOBODY))).toMatchObject({
      code: 'SEAT_NOT_PRESENT',
      field: 'seatId',
      value: NOBODY,
      allowed: panel.members.map(({ seatId }) => seatId),
    });
    expect(await refused(leader.visitor, 'volume.reassign', give(official.seatId, [NOBODY]))).toMatchObject({
      code: 'VOLUME_STATE',
      field: 'itemIds',
      value: NOBODY,
    });
    expect(await once(leader.visitor, 'volume.reassign', give(official.seatId))).toMatchObject({ volumes: 1 });
  });

  test('are inspected by whom they are assigned to, with findings of the list', async () => {
    const { refused, once } = acting;
    const [leader, , official] = panel.members;
    const theirs = (await own(official.seatId))[0]!;
    expect(await refused(leader.visitor, 'volumes.inspect', { volumes: none([theirs]) })).toMatchObject({
      code: 'VOLUME_STATE',
      field: 'volumes[0].itemId',
      value: theirs,
    });
    expect(await refused(api.director, 'volumes.inspect', { volumes: none([theirs]) })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['member', 'leader', 'deputy_leader'],
    });
    const found = (code: string, more: object = {}) => ({
      volumes: [],
      findings: [{ code, evidence: '缺页', ...more }],
    });
    expect(await refused(leader.visitor, 'volumes.inspect', found('B-77'))).toMatchObject({
      code: 'FINDING_CODE_UNKNOWN',
      field: 'code',
      value: 'B-77',
      allowed: expect.arrayContaining(['B-01']),
    });
    expect(await refused(leader.visitor, 'volumes.inspect', found('B-01', { severity: '严重' }))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.findings[0].severity',
      value: '严重',
    });
    expect(await refused(leader.visitor, 'volumes.inspect', found('B-01', { evidence: ' ' }))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.findings[0].evidence',
    });
    const volumes = none(await own(leader.seatId));
    const findings = [
      { code: 'B-01', evidence: '合同未写归档要求' },
      { code: 'B-01', evidence: '同一份合同' },
    ];
    expect(await once(leader.visitor, 'volumes.inspect', { volumes, findings })).toMatchObject({ findings: 2 });
    const seen = (await items(official.visitor, path('rounds')))[0].findings;
    expect(seen.map(({ evidence }: { evidence: string }) => evidence)).toContain('同一份合同');
    expect((await items(api.owner, path('rounds')))[0].findings).toEqual([]);
    expect(await refused(leader.visitor, 'volumes.inspect', { volumes })).toMatchObject({ code: 'VOLUME_STATE' });
  });
});

test('photos of a volume are its inspector’s own pictures, where the owner agreed, and seen with the finding', async () => {
  const { refused, once } = acting;
  const [leader, , official, expert] = panel.members;
  const [itemId] = await own(official.seatId);
  const upload = async (name: string, content: Buffer) =>
    (await official.visitor.upload('/api/v1/files', content, name, { project: panel.code })).body.sha256;
  const shot = await upload('第88页.jpg', JPEG);
  const found = (...photos: string[]) => ({
    volumes: [{ itemId, findings: [{ code: 'Q-03', evidence: '第88页缺章', photos }] }],
  });
  const not = { code: 'PHOTO_NOT_ALLOWED', field: 'photos' };
  expect(await refused(official.visitor, 'volumes.inspect', found(shot))).toMatchObject(not);
  await agreeToPhotos(api, panel, true);
  const table = await upload('表.csv', Buffer.from('a,b'));
  expect(await refused(official.visitor, 'volumes.inspect', found(shot, table))).toMatchObject({
    ...{ code: 'FILE_TYPE_NOT_ALLOWED', value: 'text/csv', allowed: ['jpg', 'jpeg', 'png'] },
  });
  const others = { volumes: [], findings: [{ code: 'Q-03', evidence: '别人的照片', photos: [shot] }] };
  const stranger = { code: 'FILE_UNKNOWN', field: 'photos', value: shot };
  expect(await refused(expert.visitor, 'volumes.inspect', others)).toMatchObject(stranger);
  expect((await expert.visitor.get(`/api/v1/files/${shot}`)).status).toBe(404);
  const { volumeCode } = await api.admin.client.sampleItem.findUniqueOrThrow({ where: { id: itemId } });
  const classified = { volumeCode: null, ordinal: 1 };
  await api.admin.client.sampleItem.update({ where: { id: itemId }, data: classified });
  expect(await refused(official.visitor, 'volumes.inspect', found(shot))).toMatchObject(not);
  await api.admin.client.sampleItem.update({ where: { id: itemId }, data: { volumeCode, ordinal: null } });

  await once(official.visitor, 'volumes.inspect', found(shot));
  expect((await round()).findings.at(-1)).toMatchObject({ photos: [shot] });
  for (const by of [leader.visitor, expert.visitor, api.officer]) {
    expect(Buffer.from(await by.file(`/api/v1/files/${shot}`))).toEqual(JPEG);
  }
  for (const by of [api.owner, api.westOfficer, api.witness]) {
    expect((await by.get(`/api/v1/files/${shot}`)).status).toBe(404);
  }
});

test('without JavaScript a photo comes with the form, is listed beside its finding and taken out again', async () => {
  const { personId, seatId } = panel.members[3];
  const { login } = await api.admin.client.account.findFirstOrThrow({ where: { personId } });
  const visitor = await FormVisitor.enter(api, { login });
  const page = `/projects/${panel.code}/rounds/1/volumes`;
  const row = `v.${(await own(seatId))[0]}.0`;
  await visitor.see(page);
  const saved = await visitor.sendFile(page, { _do: 'save' }, `${row}.photo`, JPEG, '第9页.jpg');
  expect(saved.status).toBe(303);
  const [drop] = /unphoto:[^"]*/.exec((await visitor.see(page)).text) ?? [];
  expect(drop).toBe(`unphoto:${row}:${sha256Hex(JPEG)}`);
  await visitor.send(page, { _do: drop!, [`${row}.photos`]: sha256Hex(JPEG) });
  expect((await visitor.see(page)).text).not.toContain('unphoto:');
});

describe('sheets', () => {
  test('are whole, handed in once, after the volumes, and told of without a score', async () => {
    const { refused, once } = acting;
    const [leader, , official] = panel.members;
    const scores = await scoresOf(api, 1.5);
    const submit = (changed: object[]) => refused(leader.visitor, 'sheet.submit', { scores: changed });
    expect(await refused(official.visitor, 'sheet.submit', { scores })).toMatchObject({
      code: 'VOLUMES_OUTSTANDING',
      field: 'seatId',
      value: official.seatId,
    });
    expect(await refused(api.officer, 'sheet.submit', { scores })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    const [first, ...others] = scores;
    for (const [changed, code] of [
      [others, 'MISSING'],
      [[{ ...first, points: 99 }, ...others], 'OUT_OF_RANGE'],
      [[{ ...first, points: 0.25 }, ...others], 'NOT_A_STEP'],
      [[{ ...first, reason: undefined }, ...others], 'REASON_REQUIRED'],
      [[...scores, { ...first, item: '9.9' }], 'UNKNOWN_ITEM'],
    ] as const) {
      const problem = await submit(changed as object[]);
      expect(problem).toMatchObject({ status: 422, code: 'SHEET_INVALID', field: 'scores', problems: [{ code }] });
      expect(problem.value).toBeUndefined();
    }
    const typed = await submit([{ ...first, points: '三' }]);
    expect(typed).toMatchObject({ code: 'BAD_INPUT', field: 'content.scores[0].points', allowed: 'number' });
    expect(typed.value).toBeUndefined();

    expect(await once(leader.visitor, 'sheet.submit', { scores })).toMatchObject({ seatId: leader.seatId });
    expect(await refused(leader.visitor, 'sheet.submit', { scores })).toMatchObject({
      code: 'SHEET_SUBMITTED',
      field: 'seatId',
      value: leader.seatId,
    });
    const share = [{ seatId: leader.seatId, sections: ['1'] }];
    expect(await refused(leader.visitor, 'sections.share', { shares: share })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'shares',
      allowed: 'none: everybody scores by rule each',
    });
  });

  test('are sealed until the last is in: the bureau reads that one is in, its writer what is on it', async () => {
    const [leader, , , expert] = panel.members;
    expect(await sheets(api.officer)).toMatchObject({ sheets: [{ seatId: leader.seatId, value: null, salt: null }] });
    expect((await sheets(leader.visitor)).own.sheet).toMatchObject({ sections: expect.any(Array) });
    expect(await sheets(expert.visitor)).toMatchObject({ sheets: [], own: { sheet: null } });
    expect((await round()).counts).toEqual({ sheets: 1, ballots: 0, seats: 5 });
    expect(await acting.refused(leader.visitor, 'deliberation.close')).toMatchObject({
      status: 409,
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
      field: 'step',
      value: 'inspecting',
      allowed: ['deliberating'],
    });
    expect((await new Visitor(api).get(`/api/v1/draws/${await drawNumber()}/bundle`)).status).toBe(404);
  });

  test('on paper are entered by an officer, with the scan', async () => {
    const { refused, once } = acting;
    const { personId: onBehalfOfId, seatId, visitor } = panel.members[4];
    await once(visitor, 'volumes.inspect', { volumes: none(await own(seatId)) });
    const scores = await scoresOf(api);
    const enter = (entry: object) => refused(api.officer, 'sheet.submit', { scores }, { onBehalfOfId, ...entry });
    expect(await enter({})).toMatchObject({ code: 'BAD_INPUT', field: 'entry.channel' });
    expect(await enter({ channel: 'meeting' })).toMatchObject({ code: 'BAD_INPUT', field: 'entry.scanSha256' });
    expect(await enter({ channel: 'phone' })).toMatchObject({ code: 'SCAN_REQUIRED', field: 'scanSha256' });
    const unknown = 'b'.repeat(64);
    expect(await enter({ channel: 'meeting', scanSha256: unknown })).toMatchObject({
      code: 'FILE_UNKNOWN',
      field: 'entry.scanSha256',
      value: unknown,
    });
    const scanSha256 = await api.upload(api.officer, panel.code);
    const entry = { channel: 'meeting', scanSha256, onBehalfOfId };
    const revision = { scores, reason: '笔误' };
    expect(await refused(api.officer, 'sheet.revise', revision, entry)).toMatchObject({
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
    });
    await once(api.officer, 'sheet.submit', { scores }, entry);
  });

  test('are opened by the last, together with the sample for everybody to draw again', async () => {
    const scores = await scoresOf(api);
    for (const { visitor, seatId } of panel.members.slice(1, 4)) {
      await acting.once(visitor, 'volumes.inspect', { volumes: none(await own(seatId)) });
      await acting.once(visitor, 'sheet.submit', { scores });
    }
    expect(await round()).toMatchObject({ step: 'deliberating' });
    const opened = await sheets(panel.members[1].visitor);
    expect(opened.sheets.map(({ value }: { value: unknown }) => value)).not.toContain(null);
    expect(await sheets(api.owner)).toMatchObject({ sheets: [], ballots: [] });
    const number = await drawNumber();
    const { status, headers, body } = await new Visitor(api).get(`/api/v1/draws/${number}/bundle`);
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('application/json')]);
    expect(body).toBeDefined();
  });

  test('are revised once, for a reason, by their writer', async () => {
    const { refused, once } = acting;
    const [leader] = panel.members;
    const scores = await scoresOf(api, 2);
    expect(await refused(leader.visitor, 'sheet.revise', { scores })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.reason',
    });
    expect(await refused(api.recorder, 'sheet.revise', { scores, reason: '合议后调整' })).toMatchObject({
      code: 'ACT_NOT_YOURS',
    });
    await once(leader.visitor, 'sheet.revise', { scores, reason: '合议后调整' });
    expect(await refused(leader.visitor, 'sheet.revise', { scores, reason: '再次调整' })).toMatchObject({
      code: 'SHEET_ALREADY_REVISED',
      field: 'seatId',
      value: leader.seatId,
    });
    expect((await sheets(leader.visitor)).sheets.slice(0, 2)).toMatchObject([
      { version: 1, revisionReason: null },
      { version: 2, revisionReason: '合议后调整' },
    ]);
  });
});
