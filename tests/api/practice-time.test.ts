import { startTestSmtp, type TestSmtp } from '../support/smtp';
import { newKey } from './support/api';
import { type RunningApi, startRunningApi } from './support/running-api';

let api: RunningApi;
let smtp: TestSmtp;

/** Friday 9 January 2026, 10:00 in Shanghai. */
const FRIDAY = '2026-01-09T02:00:00.000Z';

beforeAll(async () => {
  smtp = await startTestSmtp();
  api = await startRunningApi({ mode: 'practice', practiceNow: new Date(FRIDAY) }, smtp.url);
});

afterAll(async () => {
  await api.close();
  await smtp.close();
});

const move = (to: string, key = newKey()) =>
  api.administrator.post('/api/v1/practice-time', { to }, { 'Idempotency-Key': key });

const digests = () =>
  api.admin.client.outboxMail.findMany({ where: { kind: 'daily-digest' }, orderBy: { queuedAt: 'asc' } });

test('the same key moves once, and gives the same answer; another body is refused', async () => {
  const key = newKey();
  const monday = { now: '2026-01-12T02:00:00.000Z', today: '2026-01-12' };
  expect((await move('next-working-day', key)).body).toEqual(monday);
  expect((await move('next-working-day', key)).body).toEqual(monday);
  expect((await api.administrator.get('/api/v1/installation')).body).toMatchObject(monday);
  expect((await move('2026-02-02', key)).body).toMatchObject({ status: 422, code: 'KEY_REUSED' });
});

test('two requests with one key at once move once', async () => {
  const key = newKey();
  const answers = await Promise.all([move('next-working-day', key), move('next-working-day', key)]);
  for (const { body } of answers) expect(body).toEqual({ now: '2026-01-13T02:00:00.000Z', today: '2026-01-13' });
});

test('a move that is refused keeps no key', async () => {
  const key = newKey();
  expect((await move('2026-01-05', key)).body).toMatchObject({ code: 'TIME_NOT_LATER', field: 'to' });
  expect(await api.admin.client.idempotencyKey.findUnique({ where: { key } })).toBeNull();
});

test('a slip in the year is refused', async () => {
  const { body } = await move('2062-01-20');
  expect(body).toMatchObject({
    code: 'BAD_INPUT',
    field: 'to',
    value: '2062-01-20',
    allowed: 'at most 366 days later',
  });
});

test('the digest of each working day that is crossed is written on its morning, and an audit root at the end', async () => {
  await api.project();
  const before = await digests();
  const roots = await api.admin.client.auditRoot.count();
  await move('2026-01-20');
  const written = (await digests()).slice(before.length);
  const days = [...new Set(written.map(({ queuedAt }) => queuedAt.toISOString()))];
  expect(days).toEqual(['14', '15', '16', '19', '20'].map((day) => `2026-01-${day}T00:30:00.000Z`));
  expect(await api.admin.client.auditRoot.count()).toBe(roots + 1);

  await move('2026-01-20');
  expect(await digests()).toHaveLength(before.length + written.length);
  expect(await api.admin.client.auditRoot.count()).toBe(roots + 1);
});

test('moved to where it stands, it waits for the worker only where something is left to do', async () => {
  const { now } = (await api.administrator.get('/api/v1/installation')).body;
  await api.pauseWorker();
  expect((await move(now)).body).toMatchObject({ now });

  const sent = await api.admin.client.outboxMail.findFirstOrThrow({ where: { state: 'accepted' } });
  const again = { state: 'queued', notBefore: new Date(now) } as const;
  const mail = await api.admin.client.outboxMail.update({ where: { id: sent.id }, data: again });
  await api.resumeWorker();
  expect((await move(now)).body).toMatchObject({ now });
  expect(await api.admin.client.outboxMail.findUnique({ where: { id: mail.id } })).toMatchObject({ state: 'accepted' });
});
