import { projectPath } from '../../activities/project-root';
import { HttpSession } from '../../ops/demo/http-session';
import { choosePort } from '../../ops/stack/free-port';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { productionEnvironment } from '../support/production-environment';
import { buildPrograms, type Program, startProgram } from '../support/program';
import { startTestSmtp, type TestSmtp } from '../support/smtp';
import { startTestTemporal, type TestTemporal } from '../support/temporal';

/** Migrate, API and two workers as processes of their own, on servers that the environment names. */
let database: TestDatabase;
let temporal: TestTemporal;
let smtp: TestSmtp;
let env: NodeJS.ProcessEnv;
let origin: string;

beforeAll(async () => {
  buildPrograms();
  [database, temporal, smtp] = await Promise.all([
    createTestDatabase('template1'),
    startTestTemporal(),
    startTestSmtp(),
  ]);
  const port = await choosePort('API', 0, () => {});
  origin = `http://127.0.0.1:${port}`;
  const { DANGYAN_TEST_RUN, PATH, HOME } = process.env;
  env = {
    ...{ DANGYAN_TEST_RUN, PATH, HOME },
    ...productionEnvironment(),
    DANGYAN_ORIGIN: origin,
    DANGYAN_PORT: String(port),
    DANGYAN_WORKER_PORT: '0',
    TEMPORAL_ADDRESS: temporal.address,
    SMTP_URL: smtp.url,
    DATABASE_URL: database.adminUrl,
  };
});

afterAll(async () => {
  await smtp.close();
  await temporal.close();
  await database.close();
});

function run(script: string, readyWhen: RegExp, changes: NodeJS.ProcessEnv = {}): Promise<Program> {
  const command = [process.execPath, projectPath('dist/ops', script)];
  return startProgram({ command, readyWhen, env: { ...env, ...changes } });
}

const api = (changes?: NodeJS.ProcessEnv) => run('start-api.js', /^API of .* listens/m, changes);
const worker = (changes?: NodeJS.ProcessEnv) => run('start-worker.js', /^worker; its health is on /m, changes);

const readiness = async () => (await fetch(`${origin}/readyz`)).json() as Promise<{ status: string; checks: object[] }>;

test('API and worker start without the administrator’s login; one worker dies, the other goes on', async () => {
  const migrate = await run('migrate/cli.js', /^administrator .*\n/m);
  expect(await migrate.end('SIGCONT')).toBe(0);
  const [, oneTimePassword = ''] = /one-time password (\S+)/.exec(migrate.output()) ?? [];

  const url = new URL(database.adminUrl);
  url.username = '';
  url.password = '';
  const withoutLogin = { DATABASE_URL: url.href };
  const served = await api(withoutLogin);
  expect(served.output()).toContain(`API of ${origin} listens`);
  expect((await readiness()).checks).toContainEqual({ name: 'worker', problem: 'no worker asks for work' });

  const workers = await Promise.all([worker(withoutLogin), worker(withoutLogin)]);
  for (const { output } of workers) {
    const [, health] = /its health is on (\S+)/.exec(output()) ?? [];
    expect(await (await fetch(`http://${health}/readyz`)).json()).toMatchObject({ status: 'ready' });
  }
  expect(await readiness()).toMatchObject({ status: 'ready' });

  const http = new HttpSession(origin);
  const body = JSON.stringify({ login: 'admin', password: oneTimePassword });
  const headers = { 'content-type': 'application/json' };
  const signedIn = await http.send({ method: 'POST', path: '/api/v1/session', body, headers });
  const { csrfToken, state } = (await signedIn.json()) as { csrfToken: string; state: string };
  expect(state).toBe('must_change_password');
  const changed = await http.send({
    method: 'PUT',
    path: '/api/v1/me/password',
    body: JSON.stringify({ current: oneTimePassword, password: 'quilted-harbour-lemon-41' }),
    headers: { ...headers, 'x-csrf-token': csrfToken },
  });
  expect(changed.status).toBe(204);
  // Administrators need a second factor here.
  expect(await (await http.send({ method: 'GET', path: '/api/v1/session' })).json()).toMatchObject({
    state: 'must_set_up_totp',
  });

  await workers[0]!.end('SIGKILL');
  const { client } = temporal.env;
  const started = { taskQueue: 'dangyan', workflowId: 'a root of the audit log' };
  await client.workflow.execute('hourlyAuditRoot', { ...started, args: [] });

  const withoutMail = await worker({ SMTP_URL: 'smtp://mail:secret@127.0.0.1:1' });
  expect(withoutMail.output()).toMatch(
    /^mail server 127\.0\.0\.1:1 can't be used \(.*ECONNREFUSED.*\): mail waits.*SMTP_URL$/m,
  );
  expect(withoutMail.output()).not.toContain('secret');
  expect(await withoutMail.end('SIGTERM')).toBe(0);

  expect(await workers[1]!.end('SIGTERM')).toBe(0);
  expect(await served.end('SIGTERM')).toBe(0);
});

test('what is missing is named with the way out, and nothing is left running', async () => {
  const refused: [Promise<Program>, RegExp][] = [
    [api({ DANGYAN_ORIGIN: '' }), /^settings:\nDANGYAN_ORIGIN is missing: the address/m],
    [api({ DANGYAN_SESSION_SECRET: '' }), /^secrets:\nDANGYAN_SESSION_SECRET is (missing|malformed): at least 24/m],
    [api({ DATABASE_URL: '' }), /^DATABASE_URL is not set: postgres:/m],
    [api({ TEMPORAL_ADDRESS: '127.0.0.1:1' }), /^Temporal at 127\.0\.0\.1:1 can't be reached: /m],
    [worker({ SMTP_URL: '' }), /^SMTP_URL is not set: the mail server/m],
    [worker({ TEMPORAL_ADDRESS: '' }), /^TEMPORAL_ADDRESS is not set: host and port/m],
  ];
  for (const [starting, words] of refused) {
    const { ready, child, output } = await starting;
    expect({ ready, exitCode: child.exitCode }).toEqual({ ready: false, exitCode: 1 });
    expect(output()).toMatch(words);
  }
});
