import { randomUUID } from 'node:crypto';
import { DICE } from '../support/panel';
import { type Acting, actingOn } from './support/acting';
import { fullPanel, items, MEETING_TIME, notice, type Panel } from './support/panel';
import { type RunningApi, startRunningApi } from './support/running-api';
import { Visitor } from './support/visitor';

/** A meeting from its notice to its sample, over HTTP alone, with the mistakes that are made at each step. */
let api: RunningApi;
let panel: Panel;
let acting: Acting;
const NOBODY = randomUUID();

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api);
  acting = actingOn(panel.code);
});
afterAll(() => api.close());

const path = (part: string) => `/api/v1/projects/${panel.code}/${part}`;
const round = async (by: Visitor = api.officer) => (await items(by, path('rounds')))[0];
const stage = async () => (await api.officer.get(`/api/v1/projects/${panel.code}`)).body.stage;
const seats = () => panel.members.map(({ seatId }) => seatId);

describe('notice', () => {
  test('is signed for by whom it is addressed to, and by nobody else', async () => {
    const [leader, deputy] = panel.members;
    expect(await acting.refused(leader.visitor, 'notice.waive')).toMatchObject({ code: 'NOTICE_NOT_SENT' });
    expect(await acting.refused(api.owner, 'notice.send', { bring: '证件', prepare: '案卷' })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['officer'],
    });
    expect(await acting.refused(api.officer, 'notice.send', { bring: '证件' })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.prepare',
      allowed: 'string',
    });
    await notice(api, panel, panel.members.slice(0, 3));
    expect(await acting.refused(api.officer, 'notice.send', { bring: '身份证', prepare: '全部案卷' })).toMatchObject({
      code: 'NOTICE_ALREADY_SENT',
      field: 'round',
      value: 1,
    });

    const [mine] = await items(deputy.visitor, '/api/v1/services?mine=true&open=false');
    expect(await deputy.visitor.get(`/api/v1/services/${mine.id}`)).toMatchObject({
      body: { project: { code: panel.code }, subjectKind: 'panel_notice', servedOn: '2026-03-03', channel: 'web' },
    });
    expect((await api.officer.get(`/api/v1/services/${mine.id}`)).status).toBe(200);
    for (const other of [api.owner, api.westOfficer, panel.members[3].visitor]) {
      expect((await other.get(`/api/v1/services/${mine.id}`)).body).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    }
    const { refused } = acting;
    const again = { serviceId: mine.id };
    expect(await refused(deputy.visitor, 'service.record', again)).toMatchObject({ code: 'ALREADY_SERVED' });
    const [open] = await items(panel.members[3].visitor, '/api/v1/services?mine=true&open=true');
    expect(await refused(panel.members[4].visitor, 'service.record', { serviceId: open.id })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'serviceId',
      allowed: 'member',
    });
    expect(await refused(api.officer, 'service.record', { serviceId: open.id })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'channel',
      value: 'web',
      allowed: ['counter', 'post', 'phone', 'official_document', 'meeting'],
    });
    const early = { channel: 'phone', occurredOn: '2026-03-02' };
    expect(await refused(api.officer, 'service.record', { serviceId: open.id }, early)).toMatchObject({
      code: 'SERVED_BEFORE_SENT',
      field: 'occurredOn',
      value: '2026-03-02',
      allowed: '2026-03-03 or later',
    });
    expect(await refused(api.officer, 'service.record', { serviceId: NOBODY })).toMatchObject({
      code: 'NOT_FOUND',
      field: 'serviceId',
      value: NOBODY,
    });
    await acting.once(api.officer, 'service.record', { serviceId: open.id }, { channel: 'phone' });
  });
});

describe('check-in', () => {
  const record = (seatIds: string[], halfDayId = panel.halfDays[0]) => ({ halfDayId, seatIds });

  test('is of the day, and of the panel', async () => {
    const { refused } = acting;
    expect(await refused(api.recorder, 'check_in.record', record(seats()))).toMatchObject({
      code: 'OTHER_HALF_DAY',
      field: 'halfDayId',
      value: '2026-03-24',
      allowed: '2026-03-03',
    });
    await api.moveTo(MEETING_TIME);
    expect(await refused(api.owner, 'check_in.record', record(seats()))).toMatchObject({
      status: 403,
      code: 'ACT_NOT_YOURS',
      allowed: ['recorder', 'officer'],
    });
    expect(await refused(panel.members[0].visitor, 'check_in.record', record(seats()))).toMatchObject({
      code: 'SAME_PERSON',
      field: 'recorder',
      allowed: 'not the leader',
    });
    expect(await refused(api.recorder, 'check_in.record', record([]))).toMatchObject({
      status: 400,
      code: 'BAD_INPUT',
      field: 'content.seatIds',
      allowed: 'at least 1',
    });
    expect(await refused(api.recorder, 'check_in.record', record([NOBODY]))).toMatchObject({
      code: 'SEAT_NOT_ON_PANEL',
      field: 'seatId',
      value: NOBODY,
    });
    expect(await refused(api.recorder, 'check_in.record', record(seats(), NOBODY))).toMatchObject({
      status: 404,
      field: 'halfDayId',
      value: NOBODY,
    });
    const witnessId = api.people.witness.personId;
    expect(await refused(api.officer, 'sample.commit', { witnessId })).toMatchObject({
      status: 409,
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
      field: 'stage',
      value: 'convening',
      allowed: ['inspecting', 'reinspecting'],
    });
  });

  test('opens the meeting with the last to come, once everybody had notice or did without', async () => {
    const { refused, once } = acting;
    expect(await once(api.recorder, 'check_in.record', record(seats().slice(0, 4)))).toMatchObject({ present: 4 });
    expect(await refused(api.recorder, 'check_in.record', record(seats().slice(3)))).toMatchObject({
      status: 409,
      code: 'ALREADY_EXISTS',
      field: 'seatIds',
      value: seats()[3],
    });
    expect(await refused(api.director, 'meeting.open_short', { reason: '缺一人' })).toMatchObject({
      code: 'QUORUM_NOT_MET',
      field: 'present',
      value: 4,
      allowed: '5 or more',
    });
    expect(await refused(api.officer, 'meeting.open_short', { reason: '缺一人' })).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['director'],
    });
    expect(await refused(api.recorder, 'check_in.record', record(seats().slice(4)))).toMatchObject({
      code: 'NOTICE_TOO_SHORT',
      field: 'notice',
      value: [5],
    });
    await once(panel.members[4].visitor, 'notice.waive');
    expect(await stage()).toBe('convening');
    expect(await once(api.recorder, 'check_in.record', record(seats().slice(4)))).toMatchObject({ present: 5 });
    expect(await stage()).toBe('inspecting');
    expect(
      (await round(panel.members[3].visitor)).seats.map(({ holder }: { holder: unknown }) => holder),
    ).toMatchObject(panel.members.map(({ personId }) => ({ personId })));
  });
});

describe('the sample', () => {
  const commit = (more: object = {}) => ({ witnessId: api.people.witness.personId, ...more });
  let drawn: { ceremonyId: string; number: number };

  test('is committed to before a witness from outside throws the dice', async () => {
    const { refused, once } = acting;
    expect(await refused(api.owner, 'sample.commit', commit())).toMatchObject({ code: 'ACT_NOT_YOURS' });
    for (const { personId: witnessId } of [api.people.owner, api.people.officer]) {
      expect(await refused(api.officer, 'sample.commit', { witnessId })).toMatchObject({
        code: 'WITNESS_NOT_INDEPENDENT',
        field: 'witnessId',
        value: witnessId,
      });
    }
    const { number } = await once(api.officer, 'sample.commit', commit());
    expect(await refused(api.officer, 'sample.commit', commit())).toMatchObject({
      code: 'SAMPLE_STATE',
      field: 'abandonReason',
      value: number,
      allowed: 'a reason to abandon it',
    });
    await once(api.officer, 'sample.commit', commit({ abandonReason: '骰子不足' }));
    const anybody = new Visitor(api);
    expect((await anybody.get(`/api/v1/draws/${number}`)).body).toMatchObject({
      purpose: 'sample',
      state: 'abandoned',
      abandonedReason: '骰子不足',
      hasBundle: false,
    });
    drawn = (await round()).draws.at(-1);
    const { body } = await api.witness.get(`/api/v1/ceremonies/${drawn.ceremonyId}`);
    expect(body).toMatchObject({
      revealed: false,
      digits: null,
      draws: [{ number: drawn.number, state: 'committed' }],
    });
  });

  test('follows from what was thrown, entered twice', async () => {
    const { refused, once } = acting;
    const reveal = (by: Visitor, first: string, second = first) => refused(by, 'sample.reveal', { first, second });
    expect(await reveal(api.officer, DICE)).toMatchObject({ code: 'ACT_NOT_YOURS', allowed: ['witness'] });
    expect(await reveal(api.witness, '123')).toMatchObject({ code: 'DICE_TOO_FEW', field: 'first', value: 3 });
    expect(await reveal(api.witness, 'x'.repeat(20))).toMatchObject({
      code: 'DICE_RANGE',
      field: 'first',
      value: 'x',
      allowed: 'digits 0 to 9',
    });
    const other = `4${DICE.slice(1)}`;
    expect(await reveal(api.witness, DICE, other)).toMatchObject({ code: 'DICE_MISMATCH', positions: [1] });
    const photoSha256 = 'a'.repeat(64);
    expect(await refused(api.witness, 'sample.reveal', { first: DICE, second: DICE, photoSha256 })).toMatchObject({
      code: 'FILE_UNKNOWN',
      field: 'photoSha256',
      value: photoSha256,
    });
    expect(await once(api.witness, 'sample.reveal', { first: DICE, second: DICE })).toMatchObject({ volumes: 100 });
    const shown = (await api.officer.get(`/api/v1/ceremonies/${drawn.ceremonyId}`)).body;
    expect(shown).toMatchObject({ revealed: true, digits: DICE.replaceAll(' ', '') });
    expect((await api.owner.get(`/api/v1/ceremonies/${drawn.ceremonyId}`)).status).toBe(404);
    expect(await refused(api.officer, 'sample.commit', commit())).toMatchObject({
      code: 'SAMPLE_STATE',
      allowed: 'sample.add in this sitting',
    });
  });

  test('grows by whole tickets, when who presides asks for more', async () => {
    const { refused, once } = acting;
    const [leader, deputy, , expert] = panel.members;
    const more = { stratum: 'concealed', count: 2 };
    expect(await refused(expert.visitor, 'sample.add', more)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['leader', 'deputy_leader'],
    });
    expect(await refused(deputy.visitor, 'sample.add', more)).toMatchObject({
      code: 'ACT_NOT_YOURS',
      field: 'seat',
      value: deputy.seatId,
      allowed: leader.seatId,
    });
    expect(await refused(leader.visitor, 'sample.add', { ...more, count: 0 })).toMatchObject({
      code: 'BAD_INPUT',
      field: 'content.count',
      value: 0,
      allowed: 'at least 1',
    });
    expect(await refused(leader.visitor, 'sample.add', { ...more, stratum: '杂项' })).toMatchObject({
      code: 'STRATUM_UNKNOWN',
      value: '杂项',
    });
    expect(await once(leader.visitor, 'sample.add', more)).toMatchObject({ volumes: 2 });
    expect((await round()).samples).toHaveLength(102);
  });
});
