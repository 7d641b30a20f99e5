import { readFileSync } from 'node:fs';
import supertest from 'supertest';
import { projectPath } from '../../activities/project-root';
import { ERROR_WORDS, LOCALES } from '../../api/locale';
import { openApiDocument } from '../../api/openapi';
import { problemOf } from '../../api/problem';
import { ROUTES } from '../../api/routes';
import { ERROR_CODES } from '../../domain/errors';
import { CONFIG, createTestApi, newKey, type TestApi } from './support/api';
import { expectContract } from './support/contract';
import { makeJurisdiction, makePerson } from './support/people';
import { signedIn, Visitor } from './support/visitor';

let api: TestApi;
let visitor: Visitor;
let other: Visitor;

beforeAll(async () => {
  api = await createTestApi();
  const city = await makeJurisdiction(api, 'FS');
  const officer = (name: string) => makePerson(api, name, [{ role: 'officer', jurisdictionId: city }]);
  visitor = await signedIn(api, await officer('王敏'));
  other = await signedIn(api, await officer('陈立'));
});
afterAll(() => api.close());

const http = () => supertest(api.app);

describe('a refusal', () => {
  test('is a problem in Chinese, or in English for who asks', async () => {
    const chinese = await new Visitor(api).get('/api/v1/me');
    expect(chinese.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(chinese.headers['cache-control']).toBe('no-store');
    expect(chinese.headers.vary).toContain('Accept-Language');
    expect(chinese.body).toEqual({
      type: `${CONFIG.origin}/docs#NOT_SIGNED_IN`,
      title: '请先登录',
      status: 401,
      code: 'NOT_SIGNED_IN',
      detail: '尚未登录，或者登录已经失效。',
    });
    const english = await new Visitor(api).get('/api/v1/me', { 'Accept-Language': 'en-GB,en;q=0.9' });
    expect(english.body.title).toBe('Not signed in');
  });

  test.each([
    ['an unknown address', 'get', '/api/v1/nothing', undefined, {}, 404, 'NOT_FOUND'],
    ['an unknown page', 'get', '/nothing', undefined, {}, 404, 'NOT_FOUND'],
    ['a path that can’t be decoded', 'get', '/api/v1/links/%E0%A4%A', undefined, {}, 400, 'BAD_INPUT'],
    ['a method of no use', 'put', '/api/v1/session', {}, {}, 405, 'METHOD_NOT_ALLOWED'],
    ['half a JSON', 'post', '/api/v1/session', '{"login":', { 'Content-Type': 'application/json' }, 400, 'BAD_JSON'],
    ['no JSON', 'post', '/api/v1/session', 'a=b', { 'Content-Type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a JSON that is no object',
      'post',
      '/api/v1/session',
      '7',
      { 'Content-Type': 'application/json' },
      400,
      'BAD_JSON',
    ],
    ['a list', 'post', '/api/v1/session', [], {}, 400, 'BAD_INPUT'],
    ['an empty body', 'post', '/api/v1/session', undefined, {}, 400, 'BAD_INPUT'],
    ['an unknown field', 'post', '/api/v1/session', { login: 'a', password: 'b', admin: true }, {}, 400, 'BAD_INPUT'],
    ['a null', 'post', '/api/v1/session', { login: null, password: 'b' }, {}, 400, 'BAD_INPUT'],
    ['an unknown query', 'get', '/api/v1/session?x=1', undefined, {}, 400, 'BAD_INPUT'],
    [
      'a charset nobody knows',
      'post',
      '/api/v1/session',
      '{}',
      { 'Content-Type': 'application/json; charset=x' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ] as const)('of %s is coded', async (_, method, path, body, headers, status, code) => {
    const request = http()[method](path).set(headers);
    const response = expectContract(await (body === undefined ? request : request.send(body as object)));
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('of a body that is too large is coded', async () => {
    const response = await http()
      .post('/api/v1/session')
      .send({ login: 'a', password: 'x'.repeat(1_100_000) });
    expect([response.status, response.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('names each field, what it held and what is allowed, but never a password', async () => {
    const { body } = await visitor.post('/api/v1/me/absences', { from: '2027-02-30', until: 5, deputyId: 'x' });
    expect(body).toMatchObject({ code: 'BAD_INPUT', field: 'from', value: '2027-02-30' });
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['from', 'until', 'deputyId']);
    expect(body.detail).toContain('from');
    const secret = await http()
      .post('/api/v1/session')
      .send({ login: 'a', password: 'p'.repeat(200) });
    expect(secret.body.field).toBe('password');
    expect(secret.text).not.toContain('ppp');
  });

  test('lists the methods of an address', async () => {
    const refused = await http().put('/api/v1/session');
    expect(refused.headers.allow).toBe('POST, GET, HEAD, DELETE, OPTIONS');
    expect((await http().options('/api/v1/session')).status).toBe(204);
    expect((await http().head('/api/v1/session')).status).toBe(200);
  });

  test('of something nobody foresaw tells its incident and nothing else', async () => {
    const broken = await createTestApi();
    try {
      broken.deps.database.withPerson = () => Promise.reject(new Error('secret table exploded'));
      const { status, body, text } = await supertest(broken.app).get('/api/v1/session');
      expect(status).toBe(500);
      expect(body).toMatchObject({ code: 'INTERNAL', incident: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(text).not.toContain('exploded');
      expect(broken.log.join('')).toContain(body.incident);
    } finally {
      await broken.close();
    }
  });

  test('has words for every code in every language', () => {
    for (const locale of LOCALES) {
      const missing = ERROR_CODES.filter((code) => !ERROR_WORDS[locale][code]);
      expect({ locale, missing }).toEqual({ locale, missing: [] });
    }
  });

  test('fills the facts into the words', () => {
    const problem = problemOf('RATE_LIMITED', { retryAfter: 60 }, 'zh-CN', CONFIG.origin);
    expect(problem).toMatchObject({ detail: '请在 60 秒后再试。', status: 429, retryAfter: 60 });
  });
});

describe('one request, one effect', () => {
  const absence = { from: '2027-01-04', until: '2027-01-08' };
  const count = () => api.admin.client.absence.count();

  test('fifty posts with one key at the same moment', async () => {
    const before = await count();
    const headers = { 'Idempotency-Key': newKey() };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => visitor.post('/api/v1/me/absences', absence, headers)),
    );
    expect(await count()).toBe(before + 1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1);
  });

  test('another body, address or person behind the same key is refused', async () => {
    const headers = { 'Idempotency-Key': newKey() };
    const first = await visitor.post('/api/v1/me/absences', absence, headers);
    expect(first.status).toBe(201);
    const before = await count();
    const otherBody = await visitor.post('/api/v1/me/absences', { ...absence, until: '2027-01-09' }, headers);
    expect(otherBody.body).toMatchObject({ code: 'KEY_REUSED', status: 422 });
    const otherPath = await visitor.post('/api/v1/me/tokens', { name: 'x', days: 1 }, headers);
    expect(otherPath.body).toMatchObject({ code: 'KEY_REUSED' });
    const stranger = await other.post('/api/v1/me/absences', absence, headers);
    expect(stranger.body).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(await count()).toBe(before);
    const sameMeaning = { until: absence.until, from: absence.from };
    expect((await visitor.post('/api/v1/me/absences', sameMeaning, headers)).text).toBe(first.text);
  });

  test('a refused request leaves its key free for the corrected one', async () => {
    const headers = { 'Idempotency-Key': newKey() };
    const refused = await visitor.post('/api/v1/me/absences', { ...absence, deputyId: newKey() }, headers);
    expect(refused.body).toMatchObject({ code: 'DEPUTY_NOT_ELIGIBLE' });
    expect((await visitor.post('/api/v1/me/absences', absence, headers)).status).toBe(201);
  });

  test.each(['', 'short', 'has space in it', 'x'.repeat(101)])('the key %j is refused', async (key) => {
    const { body } = await visitor.post('/api/v1/me/absences', absence, { 'Idempotency-Key': key });
    expect(body).toMatchObject({ code: 'KEY_REQUIRED', field: 'Idempotency-Key' });
  });

  test('only what opens a door, or keeps nothing, goes without a key', () => {
    const keyless = ROUTES.filter(({ method, key }) => method === 'post' && key === 'none').map(({ path }) => path);
    expect(keyless).toEqual([
      '/api/v1/session',
      '/api/v1/session/totp',
      '/api/v1/session/reauthenticate',
      '/api/v1/password-resets',
      '/api/v1/links/{token}',
      '/api/v1/jurisdictions/{id}/wordings/{subject}/{code}/preview',
      '/api/v1/not-mine/{id}',
    ]);
  });

  test('the body is kept as a keyed hash only', async () => {
    const key = newKey();
    await visitor.post('/api/v1/me/tokens', { name: 'a name to look for', days: 1 }, { 'Idempotency-Key': key });
    const row = await api.admin.client.idempotencyKey.findUniqueOrThrow({ where: { key } });
    expect(row.bodyHmac).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain('a name to look for');
  });
});

describe('the document', () => {
  test('is what the routes say: run `npm run openapi` after changing one', () => {
    const { version } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));
    const written = JSON.parse(readFileSync(projectPath('openapi.json'), 'utf8'));
    expect(JSON.parse(JSON.stringify(openApiDocument(ROUTES, version)))).toEqual(written);
  });

  test('names each operation once', () => {
    const document = openApiDocument(ROUTES, '0');
    const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item as object));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(ROUTES.length);
  });

  test('is served, and its page loads nothing from elsewhere and no script', async () => {
    expect((await http().get('/openapi.json')).body.openapi).toBe('3.1.0');
    const { text, headers } = await http().get('/docs');
    expect(text).toContain('POST /api/v1/session');
    expect(text).toContain('KEY_REUSED');
    expect(text).not.toMatch(/<script|https?:\/\/(?!.*json-schema)|style=/i);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect((await http().get('/docs/style.css')).headers['content-type']).toMatch(/^text\/css/);
  });
});

describe('every answer', () => {
  test('carries a strict policy and no name of the server', async () => {
    const { headers } = await http().get('/api/v1/session');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('on https uses secure cookies of this host alone', async () => {
    const secure = await createTestApi({ origin: 'https://dangyan.test', trustedProxies: 1 });
    try {
      const person = await makePerson(secure, '王敏');
      const response = await supertest(secure.app)
        .post('/api/v1/session')
        .set({ 'X-Forwarded-Proto': 'https' })
        .send({ login: person.login, password: 'lantern-otter-mosaic-77' });
      const cookies = response.headers['set-cookie'] as unknown as string[];
      expect(cookies).toHaveLength(2);
      for (const cookie of cookies) expect(cookie).toMatch(/^__Host-dangyan-\w+=.*Path=\/;.*Secure/);
      expect(response.headers['strict-transport-security']).toContain('max-age=63072000');
    } finally {
      await secure.close();
    }
  });
});

describe('health', () => {
  test('lives', async () => {
    expect((await http().get('/healthz')).body).toEqual({ status: 'ok' });
  });

  test('is ready when every part is', async () => {
    const problems: Record<string, () => Promise<string | null>> = {
      database: async () => null,
      mail: async () => 'oldest unsent mail 20 min',
      worker: () => Promise.reject(new Error('connect 10.0.0.1')),
    };
    const checks = Object.entries(problems).map(([name, problem]) => ({ name, problem }));
    const sick = await createTestApi({}, checks);
    try {
      const { status, body, text } = await supertest(sick.app).get('/readyz');
      expect(status).toBe(503);
      expect(body).toEqual({
        status: 'not_ready',
        checks: [
          { name: 'database', problem: null },
          { name: 'mail', problem: 'oldest unsent mail 20 min' },
          { name: 'worker', problem: 'failed' },
        ],
      });
      expect(text).not.toContain('10.0.0.1');
    } finally {
      await sick.close();
    }
    expect((await http().get('/readyz')).body).toEqual({ status: 'ready', checks: [] });
  });

  test('metrics are for who shows the token, and hold no address', async () => {
    expect((await http().get('/metrics')).status).toBe(404);
    expect((await http().get('/metrics').set('Authorization', 'Bearer metrics-token')).status).toBe(404);
    const closed = await http()
      .get('/metrics')
      .set('Authorization', `Bearer ${'x'.repeat(CONFIG.metricsToken!.length)}`);
    expect(closed.status).toBe(404);
    await http().get('/api/v1/links/a-token-of-somebody-else');
    const { text } = await http().get('/metrics').set('Authorization', `Bearer ${CONFIG.metricsToken}`);
    expect(text).toContain(
      'dangyan_http_request_seconds_count{method="GET",route="/api/v1/links/{token}",status="404"}',
    );
    expect(text).toContain('dangyan_database_retries 0');
    expect(text).not.toContain('a-token-of-somebody-else');
  });
});
