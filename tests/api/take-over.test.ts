import { randomUUID } from 'node:crypto';
import { applicationForm, volumes } from '../support/life';
import { actingOn } from './support/acting';
import { newKey } from './support/api';
import { items } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';
import type { Visitor } from './support/visitor';

/** Projects that were carried elsewhere so far go on here, over HTTP alone, with the mistakes that are made. */
let api: RunningApi;
let made = 0;
const NOBODY = randomUUID();

beforeAll(async () => {
  api = await startRunningApi();
});
afterAll(() => api.close());

const SOURCE = '原经办单位移交的项目档案验收台账';
const registration = { confirmedOn: '2025-06-03', route: 'own' };

function order(changes: object = {}) {
  made += 1;
  return {
    jurisdictionId: api.east,
    name: `接办项目${made}`,
    industry: '市政',
    owner: { id: api.ownerOrganisation },
    completion: { value: '2026-12-31', precision: 'day', kind: 'planned' },
    listing: { year: 2026, level: '市', category: 'continued', number: `J${made}`, text: { 序号: '1' } },
    ...changes,
  };
}

async function takenOver(): Promise<string> {
  const { status, text, body } = await api.officer.post('/api/v1/take-overs', order());
  if (status !== 201) throw new Error(text);
  return body.code;
}

const path = (code: string, part = '') => `/api/v1/projects/${code}${part}`;

async function application(code: string, receivedOn: string) {
  const { body } = await api.owner.post(path(code, '/catalogues'), { volumes: volumes(12) });
  return { receivedOn, form: await applicationForm({ db: api.admin.client }, { id: body.id, sha256: body.sha256 }) };
}

/** Failed elsewhere, with one item to put right. */
const meeting = (changes: object = {}) => ({
  announcedOn: '2026-01-15',
  passed: false,
  votes: { panelSize: 5, pass: 1, fail: 4, abstain: 0, absent: 0 },
  opinion: { reference: '禅档验〔2025〕9号', issuedOn: '2026-01-20' },
  items: [{ text: '竣工图未加盖竣工图章', mark: 'must_fix', days: 40 }],
  noticeServedOn: '2026-01-21',
  ...changes,
});

describe('a project to be taken over', () => {
  test('is made by an officer, once for a key', async () => {
    const make = (by: Visitor, body: object, key = newKey()) =>
      by.post('/api/v1/take-overs', body, { 'Idempotency-Key': key });
    for (const by of [api.owner, api.director, api.westOfficer]) {
      expect((await make(by, order())).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
    expect((await make(api.officer, order({ industry: '' }))).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'industry',
      allowed: 'at least 1',
    });
    const key = newKey();
    const body = order();
    const first = await make(api.officer, body, key);
    expect([first.status, (await make(api.officer, body, key)).body]).toEqual([201, first.body]);
    expect((await make(api.officer, order(), key)).body).toMatchObject({ status: 422, code: 'KEY_REUSED' });
    expect((await api.officer.get(path(first.body.code))).body).toMatchObject({ stage: 'planned', migrated: true });
  });

  test('is of its stage only with that stage’s facts', async () => {
    const code = await takenOver();
    const { refused } = actingOn(code);
    const complete = (content: object, by = api.officer) =>
      refused(by, 'take_over.complete', { source: SOURCE, ...content });
    expect(await complete({ stage: 'tracking', registration }, api.owner)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['officer'],
    });
    expect(await complete({ stage: 'inspecting' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.stage',
      value: 'inspecting',
      allowed: expect.not.arrayContaining(['inspecting', 'convening']),
    });
    expect(await complete({ stage: 'tracking' })).toMatchObject({
      code: 'TAKE_OVER_FACTS_MISSING',
      field: 'registration',
      value: null,
      allowed: ['registration'],
    });
    expect(await complete({ stage: 'rectifying', registration })).toMatchObject({
      code: 'TAKE_OVER_FACTS_MISSING',
      field: 'application',
      allowed: ['application', 'meeting'],
    });
    const tomorrow = { ...registration, confirmedOn: '2026-03-03' };
    expect(await complete({ stage: 'tracking', registration: tomorrow })).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      field: 'registration.confirmedOn',
      value: '2026-03-03',
      allowed: '2026-03-02 or before',
    });
    const told = await application(code, '2025-11-03');
    const failed = (changes: object) =>
      complete({ stage: 'rectifying', registration, application: told, meeting: meeting(changes) });
    const votes = { panelSize: 5, pass: 1, fail: 4, abstain: 0, absent: 0 };
    for (const [changes, field, value] of [
      [{ votes: { ...votes, panelSize: 4 } }, 'meeting.votes.panelSize', 4],
      [{ votes: { ...votes, fail: 3 } }, 'meeting.votes', { ...votes, fail: 3 }],
      [{ passed: true }, 'meeting.passed', true],
      [{ items: [] }, 'meeting.items', []],
    ] as const) {
      expect(await failed(changes)).toMatchObject({ code: 'BAD_INPUT', field, value });
    }
    expect(await failed({ opinion: { reference: '9号', issuedOn: '2026-04-01' } })).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      field: 'meeting.opinion.issuedOn',
      value: '2026-04-01',
    });
    expect((await api.officer.get(path(code))).body.stage).toBe('planned');
  });

  test('of another kind is not taken over', async () => {
    const { refused } = actingOn(await api.project());
    const content = { stage: 'tracking', source: SOURCE, registration };
    expect(await refused(api.officer, 'take_over.complete', content)).toMatchObject({
      code: 'NOT_TAKEN_OVER',
      field: 'project',
    });
    expect(await refused(api.officer, 'take_over.undo', { reason: '误接' })).toMatchObject({ code: 'NOT_TAKEN_OVER' });
    expect(await refused(api.officer, 'take_over.release_mail', { send: [], drop: [] })).toMatchObject({
      code: 'MAIL_NOT_HELD',
    });
  });
});

describe('a project taken over', () => {
  let code: string;
  let itemId: string;
  const held = async () => items(api.officer, path(code, '/held-mails'));

  test('goes on where it stood, with what its meeting asked for', async () => {
    code = await takenOver();
    const { once, refused } = actingOn(code);
    const content = {
      ...{ stage: 'rectifying', source: SOURCE, registration },
      ...{ application: await application(code, '2025-11-03'), meeting: meeting() },
    };
    const { roundId } = await once(api.officer, 'take_over.complete', content);
    expect((await api.owner.get(path(code))).body).toMatchObject({ stage: 'rectifying', route: 'own' });
    const [round] = await items(api.officer, path(code, '/rounds'));
    expect(round).toMatchObject({ id: roundId, step: 'ended', endReason: 'failed', result: { passed: false } });
    const [item] = await items(api.owner, path(code, '/items'));
    expect(item).toMatchObject({ roundId, mark: 'must_fix', state: 'open' });
    itemId = item.id;
    const [clock] = await items(api.owner, path(code, '/clocks'));
    expect(clock).toMatchObject({ kind: expect.any(String) });
    expect(await refused(api.officer, 'take_over.complete', content)).toMatchObject({
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
      field: 'stage',
      value: 'rectifying',
      allowed: ['planned'],
    });
  });

  test('mails nobody before an officer saw what waits, word by word', async () => {
    const { once, refused } = actingOn(code);
    const evidence = [await api.upload(api.owner, code)];
    await once(api.owner, 'item.report', { itemId, text: '已补盖', evidence });
    await once(api.officer, 'item.verify', { itemId, accepted: false, verdict: '两张仍未加盖' });
    const waiting = await held();
    expect(waiting).toMatchObject([
      { kind: 'item-sent-back', person: { name: '李文静' }, text: expect.stringContaining('两张仍未加盖') },
    ]);
    expect((await api.owner.get(path(code, '/held-mails'))).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await api.westOfficer.get(path(code, '/held-mails'))).body).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
    expect(await items(api.officer, `/api/v1/mails?projectId=${await projectId()}`)).toMatchObject([{ state: 'held' }]);

    const release = (send: string[], drop: string[] = []) => ({ send, drop });
    const all = waiting.map(({ id }: { id: string }) => id);
    expect(await refused(api.owner, 'take_over.release_mail', release(all))).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await refused(api.officer, 'take_over.release_mail', release(['全部']))).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.send[0]',
      value: '全部',
    });
    expect(await refused(api.officer, 'take_over.release_mail', release([]))).toMatchObject({
      status: 409,
      code: 'STALE_VERSION',
      field: 'send',
      value: all,
    });
    expect(await once(api.officer, 'take_over.release_mail', release(all))).toMatchObject({ sent: 1, dropped: 0 });
    expect(await held()).toEqual([]);
    expect(await items(api.officer, `/api/v1/mails?projectId=${await projectId()}`)).toMatchObject([
      { state: 'queued' },
    ]);
    expect(await refused(api.officer, 'take_over.release_mail', release([]))).toMatchObject({ code: 'MAIL_NOT_HELD' });
  });

  async function projectId(): Promise<string> {
    return (await api.officer.get(path(code))).body.id;
  }

  test('is taken out again while nobody touched it, within a week', async () => {
    const touched = await refusedUndo(code);
    expect(touched).toMatchObject({ code: 'TAKE_OVER_TOUCHED', field: 'project', value: 'item.report' });
    const fresh = await takenOver();
    const { once, refused } = actingOn(fresh);
    await once(api.officer, 'take_over.complete', { stage: 'tracking', source: SOURCE, registration });
    expect(await refused(api.officer, 'take_over.undo', { reason: ' ' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.reason',
    });
    expect(await refused(api.director, 'take_over.undo', { reason: '误接' })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    await once(api.officer, 'take_over.undo', { reason: '误接' });
    expect((await api.officer.get(path(fresh))).body).toMatchObject({ stage: 'closed', outcome: 'removed' });

    const old = await takenOver();
    await actingOn(old).once(api.officer, 'take_over.complete', { stage: 'tracking', source: SOURCE, registration });
    await api.moveTo('2026-03-10T02:00:00.000Z');
    expect(await refusedUndo(old)).toMatchObject({
      code: 'TAKE_OVER_TOO_LONG_AGO',
      field: 'project',
      value: '2026-03-10',
      allowed: 'until 2026-03-09',
    });
  });

  const refusedUndo = (of: string) => actingOn(of).refused(api.officer, 'take_over.undo', { reason: '误接' });
});

test('a service, a ceremony or a bundle that is not there, or not one’s own, is not found by its id', async () => {
  for (const part of ['services', 'ceremonies']) {
    expect((await api.officer.get(`/api/v1/${part}/${NOBODY}`)).body).toMatchObject({
      code: 'NOT_FOUND',
      value: NOBODY,
    });
    expect((await api.officer.get(`/api/v1/${part}/1`)).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'id',
      value: '1',
    });
  }
  expect((await api.officer.get('/api/v1/draws/9/bundle')).body).toMatchObject({ field: 'number', value: 9 });
  expect((await api.officer.get('/api/v1/draws/0/bundle')).body).toMatchObject({ code: 'BAD_INPUT', field: 'number' });
});
