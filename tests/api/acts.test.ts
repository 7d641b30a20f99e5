import { rolesOnProject } from '../../activities/people/roles-on-project';
import { registrationForm } from '../support/life';
import { newKey } from './support/api';
import { makePerson } from './support/people';
import { type RunningApi, startRunningApi } from './support/running-api';
import { signedIn, type Visitor } from './support/visitor';

let api: RunningApi;

beforeAll(async () => {
  api = await startRunningApi();
});
afterAll(() => api.close());

const acts = (code: string, kind: string) => `/api/v1/projects/${code}/acts/${kind}`;
const call = (words: string) => ({ content: { spokeWith: '李文静', words } });
const logCall = (by: Visitor, code: string, key: string, words = '下周补交') =>
  by.post(acts(code, 'call.log'), call(words), { 'Idempotency-Key': key });
const callsOf = async (code: string) =>
  (await api.officer.get(`/api/v1/projects/${code}/facts?kind=call.log`)).body.items;

describe('an act', () => {
  test('is answered when it has happened, and what the next page shows is what was said', async () => {
    const code = await api.project();
    const { serviceId } = await api.act(api.officer, code, 'invitation.send');
    expect((await api.owner.get(`/api/v1/projects/${code}`)).body).toMatchObject({
      stage: 'planned',
      roles: ['owner'],
    });
    await api.act(api.owner, code, 'service.record', { serviceId });
    expect((await api.owner.get(`/api/v1/projects/${code}`)).body).toMatchObject({ stage: 'registering' });
  });

  test('that the project’s page offers is one that is allowed now', async () => {
    const code = await api.project();
    const offered = async (by: Visitor) => (await by.get(`/api/v1/projects/${code}`)).body.acts;
    expect(await offered(api.officer)).toContain('invitation.send');
    expect(await offered(api.owner)).not.toContain('invitation.send');
    expect(await offered(api.owner)).not.toContain('registration.submit');
    const { serviceId } = await api.act(api.officer, code, 'invitation.send');
    await api.act(api.owner, code, 'service.record', { serviceId });
    expect(await offered(api.owner)).toContain('registration.submit');
  });

  test('is refused with a code, the field, its value and what would do', async () => {
    const code = await api.project();
    const tooEarly = await api.owner.post(acts(code, 'application.withdraw'), { content: { reason: '暂缓' } });
    expect(tooEarly.body).toMatchObject({
      code: 'ACT_NOT_ALLOWED_IN_STAGE',
      value: 'planned',
      allowed: ['reviewing', 'paneling'],
    });
    expect((await api.owner.post(acts(code, 'invitation.send'), { content: {} })).body).toMatchObject({
      code: 'ACT_NOT_YOURS',
      allowed: ['officer'],
    });
    const noWords = await api.officer.post(acts(code, 'call.log'), { content: { spokeWith: '李文静' } });
    expect(noWords.body).toMatchObject({ status: 400, code: 'BAD_INPUT', field: 'content.words' });
    const future = await api.officer.post(acts(code, 'call.log'), {
      ...call('明天'),
      entry: { channel: 'phone', occurredOn: '2026-03-03' },
    });
    expect(future.body).toMatchObject({ code: 'OCCURRED_IN_FUTURE', field: 'occurredOn', value: '2026-03-03' });
    for (const stranger of [api.westOfficer, api.otherOwner, api.administrator]) {
      expect((await stranger.post(acts(code, 'invitation.send'), { content: {} })).body).toMatchObject({
        status: 404,
        code: 'NOT_FOUND',
      });
    }
  });

  test('that only a panel would hear is refused where there is none', async () => {
    const code = await api.project();
    const early = await api.officer.post(acts(code, 'deliberation.close'), { content: {} });
    expect(early.body).toMatchObject({ status: 409, code: 'ACT_NOT_ALLOWED_IN_STAGE', value: 'planned' });
  });

  test('of a project that one may read, but is nothing to, is not one’s own', async () => {
    const code = await api.project();
    expect((await api.cityOfficer.get(`/api/v1/projects/${code}`)).status).toBe(200);
    const refused = await api.cityOfficer.post(acts(code, 'invitation.send'), { content: {} });
    expect(refused.body).toMatchObject({ status: 403, code: 'ACT_NOT_YOURS', allowed: ['officer'] });
  });
});

describe('a key', () => {
  test('sent fifty times at once has one effect and fifty equal answers', async () => {
    const code = await api.project();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => logCall(api.officer, code, key)));
    const [first] = answers;
    expect(answers.map(({ status, body }) => [status, body.factId])).toEqual(
      answers.map(() => [200, first!.body.factId]),
    );
    expect(await callsOf(code)).toHaveLength(1);
  });

  test('with another body, another act or another project is refused, and is nobody else’s', async () => {
    const code = await api.project();
    const key = newKey();
    const { body } = await logCall(api.officer, code, key);
    for (const again of [
      await logCall(api.officer, code, key, '别的内容'),
      await logCall(api.officer, await api.project(), key),
      await api.officer.post(acts(code, 'gate_breach.record'), { content: {} }, { 'Idempotency-Key': key }),
    ]) {
      expect([again.status, ['KEY_REUSED', 'BAD_INPUT'].includes(again.body.code)]).toEqual([
        again.body.code === 'BAD_INPUT' ? 400 : 422,
        true,
      ]);
    }
    expect((await logCall(api.secondOfficer, code, key)).body).toMatchObject({ status: 404, field: 'key' });
    expect((await api.secondOfficer.get(`/api/v1/acts/${key}`)).status).toBe(404);
    expect((await api.officer.get(`/api/v1/acts/${key}`)).body).toEqual(body);
    expect(
      (await api.officer.post(acts(code, 'call.log'), call('x'), { 'Idempotency-Key': 'short' })).body,
    ).toMatchObject({
      code: 'KEY_REQUIRED',
    });
    expect(await callsOf(code)).toHaveLength(1);
  });

  test('that nobody answers in time is asked after at its address, and never failed', async () => {
    const code = await api.project();
    const key = newKey();
    await api.pauseWorker();
    const waiting = await logCall(api.officer, code, key);
    expect([waiting.status, waiting.body]).toEqual([202, { act: `/api/v1/acts/${key}` }]);
    expect((await api.officer.get(waiting.body.act)).status).toBe(202);
    await api.resumeWorker();
    let answer = await api.officer.get(waiting.body.act);
    for (let tries = 0; answer.status === 202 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      answer = await api.officer.get(waiting.body.act);
    }
    expect(answer.body).toEqual({ factId: expect.any(String) });
    expect((await logCall(api.officer, code, key)).body).toEqual(answer.body);
    expect(await callsOf(code)).toHaveLength(1);
  });
});

describe('an officer enters for an owner', () => {
  const report = { form: registrationForm() };
  const onPaper = (scanSha256: string, onBehalfOfId: string) => ({ channel: 'counter', scanSha256, onBehalfOfId });

  test('with channel and scan, and the owner gets one mail', async () => {
    const code = await api.project();
    const { serviceId } = await api.act(api.officer, code, 'invitation.send');
    await api.act(api.owner, code, 'service.record', { serviceId });
    const { personId } = api.people.owner;
    const submit = (entry: object) => api.officer.post(acts(code, 'registration.submit'), { content: report, entry });

    expect((await submit({ onBehalfOfId: personId })).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'entry.channel',
    });
    expect((await submit({ onBehalfOfId: personId, channel: 'counter' })).body).toMatchObject({
      code: 'BAD_INPUT',
      field: 'entry.scanSha256',
    });
    expect((await submit(onPaper('a'.repeat(64), personId))).body).toMatchObject({ code: 'FILE_UNKNOWN' });
    const scan = await api.upload(api.officer, code);
    expect((await submit(onPaper(scan, personId))).status).toBe(200);
    const [fact] = (await api.owner.get(`/api/v1/projects/${code}/facts?kind=registration.submit`)).body.items;
    expect(fact).toMatchObject({
      channel: 'counter',
      scanSha256: scan,
      recordedById: api.people.officer.personId,
      onBehalfOf: { name: '李文静' },
    });
    const { items } = (await api.officer.get(`/api/v1/mails?kind=entered-for-you&personId=${personId}`)).body;
    expect(items).toHaveLength(1);
  });

  test('only what may be entered', async () => {
    const code = await api.project();
    const entry = onPaper(await api.upload(api.officer, code), api.people.officer.personId);
    const { body } = await api.secondOfficer.post(acts(code, 'invitation.send'), { content: {}, entry });
    expect(body).toMatchObject({ code: 'ENTRY_NOT_ALLOWED' });
  });
});

describe('a deputy', () => {
  test('acts in the place of who is away, and the record says so', async () => {
    const away = await makePerson(api, '钱处长', [{ role: 'officer', jurisdictionId: api.east }]);
    const deputy = await makePerson(api, '代办人', [{ role: 'officer', jurisdictionId: api.east }]);
    const absent = await signedIn(api, away);
    const stand = await signedIn(api, deputy);
    const code = await api.project();
    const acting = { 'Acting-For': away.personId, 'Idempotency-Key': newKey() };
    const log = (headers: Record<string, string>) => stand.post(acts(code, 'call.log'), call('代为联系'), headers);
    expect((await log(acting)).body).toMatchObject({ status: 403, code: 'NOT_DEPUTY' });
    const days = { from: '2026-03-02', until: '2026-03-06', deputyId: deputy.personId };
    expect((await absent.post('/api/v1/me/absences', days)).status).toBe(201);
    expect((await log({ ...acting, 'Idempotency-Key': newKey() })).status).toBe(200);
    const [fact] = await callsOf(code);
    expect(fact).toMatchObject({ recordedBy: { name: '代办人' }, deputyFor: { name: '钱处长' } });
  });
});

test('an act that is a signature asks for the password again', async () => {
  const code = await api.project();
  const content = { opinionId: '00000000-0000-4000-8000-000000000000' };
  const sign = () => api.officer.post(acts(code, 'opinion.sign'), { content });
  expect((await sign()).body.code).not.toBe('REAUTHENTICATION_REQUIRED');
  api.setMachineTime(new Date(Date.now() + 20 * 60_000));
  try {
    expect((await sign()).body).toMatchObject({ status: 403, code: 'REAUTHENTICATION_REQUIRED' });
  } finally {
    api.setMachineTime(null);
  }
});

test('a recorder whom no director confirmed is nobody to a project', async () => {
  const code = await api.project();
  const recorder = { role: 'recorder' as const, jurisdictionId: api.east };
  const { personId } = await makePerson(api, '未确认', [{ ...recorder, confirmed: false }]);
  const confirmed = await makePerson(api, '已确认', [recorder]);
  const project = await api.admin.client.project.findUniqueOrThrow({ where: { code } });
  const roles = (id: string) => api.admin.transaction((tx) => rolesOnProject(tx, id, project, '2026-03-02'));
  expect(await roles(personId)).toEqual([]);
  expect(await roles(confirmed.personId)).toEqual(['recorder']);
});
