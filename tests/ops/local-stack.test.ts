import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { isListening } from '../../ops/stack/free-port';
import { startLocalStack } from '../../ops/stack/local-stack';
import { temporalOfEnvironment } from '../../ops/stack/temporal-address';
import { createTestDatabase } from '../support/database';
import { productionEnvironment } from '../support/production-environment';
import { buildPrograms } from '../support/program';
import { startTestSmtp } from '../support/smtp';
import { processesOn, SMALL_SCHEMA, type StackAddresses, stackUp } from '../support/stack-process';
import { startTestTemporal } from '../support/temporal';

let home: string;
let data: string;

beforeAll(buildPrograms, 120_000);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dangyan-stack-'));
  data = join(home, 'data');
});

afterEach(() => {
  const left = processesOn(home);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
  expect(left).toEqual([]);
});

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function sendMail({ smtpUrl }: { smtpUrl: string }, subject: string): Promise<void> {
  const { hostname: host, port } = new URL(smtpUrl);
  await createTransport({ host, port: Number(port) }).sendMail({
    from: 'a@example.org',
    to: 'b@example.org',
    subject,
    text: '.',
  });
}

async function subjects({ inboxUrl }: StackAddresses): Promise<string[]> {
  const response = await fetch(`${inboxUrl}/api/email/summary`);
  return ((await response.json()) as { items: { subject: string }[] }).items.map(({ subject }) => subject);
}

/** What Temporal still knows of the search attribute tells whether it kept its file. */
async function startWorkflow({ temporal }: StackAddresses, workflowId: string): Promise<void> {
  const connection = await Connection.connect({ address: temporal.address });
  await connection.workflowService.startWorkflowExecution({
    namespace: temporal.namespace,
    workflowId,
    workflowType: { name: 'nothing' },
    taskQueue: { name: 'nobody' },
    requestId: workflowId,
  });
  await connection.close();
}

async function hasWorkflow({ temporal }: StackAddresses, workflowId: string): Promise<boolean> {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    await connection.workflowService.describeWorkflowExecution({
      namespace: temporal.namespace,
      execution: { workflowId },
    });
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}

test('comes up with every part, refuses a second start on its folder, and leaves nothing when asked to end', async () => {
  const stack = await stackUp(data);
  const addresses = stack.addresses();
  expect(stack.output()).toMatch(/Postgres: applied \d+ migrations/);
  expect(await query(addresses.databaseUrls.api, 'SELECT current_user AS me')).toEqual([{ me: 'dangyan_api' }]);
  await startWorkflow(addresses, 'one');
  await sendMail(addresses, 'hello');
  expect(await subjects(addresses)).toEqual(['hello']);

  const second = await stackUp(data);
  expect(second.child.exitCode).toBe(1);
  expect(second.output()).toContain(`${data} is in use by process ${stack.child.pid}`);

  expect(await stack.end('SIGTERM')).toBe(0);
  expect(existsSync(join(data, 'lock'))).toBe(false);
});

test('Ctrl-C, which a terminal sends to the whole group, ends it in order', async () => {
  const stack = await stackUp(data);
  stack.addresses();
  expect(await stack.end('SIGINT', true)).toBe(0);
  expect(stack.output()).toMatch(/SIGINT: stopping/);
});

test('killed without a chance to stop anything, the next start ends what was left and has every fact', async () => {
  const first = await stackUp(data);
  const before = first.addresses();
  await query(before.databaseUrls.owner, 'CREATE TABLE kept AS SELECT 42 AS number');
  await startWorkflow(before, 'kept');
  await sendMail(before, 'kept');
  await first.end('SIGKILL');
  expect(processesOn(data).length).toBeGreaterThanOrEqual(3);

  const second = await stackUp(data);
  const after = second.addresses();
  for (const part of ['Postgres', 'Temporal', 'Mail']) {
    expect(second.output()).toMatch(new RegExp(`${part}: ending a server that an earlier run left behind`));
  }
  expect(await query(after.databaseUrls.owner, 'SELECT number FROM kept')).toEqual([{ number: 42 }]);
  expect(await hasWorkflow(after, 'kept')).toBe(true);
  expect(await subjects(after)).toEqual(['kept']);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('with every part killed at once, as by a power cut, the next start carries on', async () => {
  const first = await stackUp(data);
  const before = first.addresses();
  await query(before.databaseUrls.owner, 'CREATE TABLE kept AS SELECT 42 AS number');
  await startWorkflow(before, 'kept');
  for (const { pid } of processesOn(data)) process.kill(pid, 'SIGKILL');
  await first.end('SIGKILL');

  const second = await stackUp(data);
  const after = second.addresses();
  expect(await query(after.databaseUrls.owner, 'SELECT number FROM kept')).toEqual([{ number: 42 }]);
  expect(await hasWorkflow(after, 'kept')).toBe(true);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('each part is replaced by a server that runs already', async () => {
  const database = await createTestDatabase('template1');
  const temporal = await startTestTemporal();
  const smtp = await startTestSmtp();
  try {
    const stack = await startLocalStack({
      dataFolder: data,
      env: {
        ...process.env,
        ...productionEnvironment(),
        DATABASE_URL: database.adminUrl,
        TEMPORAL_ADDRESS: temporal.address,
        SMTP_URL: smtp.url,
      },
      say: () => {},
    });
    expect(processesOn(data)).toEqual([]);
    expect(new URL(stack.databaseUrls.worker).pathname).toBe(`/${database.name}`);
    expect(
      await query(stack.databaseUrls.owner, "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS migrated"),
    ).toEqual([{ migrated: true }]);
    expect(stack.temporal).toMatchObject({ address: temporal.address, namespace: 'default' });
    expect(stack.smtpUrl).toBe(smtp.url);
    expect(stack.mailServer).toBeUndefined();
    expect(existsSync(join(data, 'secrets.json'))).toBe(false);
    await stack.stop();
    expect(await isListening(smtp.port)).toBe(true);
  } finally {
    await smtp.close();
    await temporal.close();
    await database.close();
  }
});

test.each([
  [
    'DATABASE_URL',
    'postgres',
    async () => {
      const { adminUrl: value, close } = await createTestDatabase('template1');
      return { value, close };
    },
  ],
  [
    'TEMPORAL_ADDRESS',
    'temporal.db',
    async () => {
      const { address: value, close } = await startTestTemporal();
      return { value, close };
    },
  ],
  [
    'SMTP_URL',
    'mail',
    async () => {
      const { url: value, close } = await startTestSmtp();
      return { value, close };
    },
  ],
] as [string, string, () => Promise<{ value: string; close(): Promise<void> }>][])(
  '%s alone replaces its part, and the others are ours',
  async (variable, part, startOther) => {
    const other = await startOther();
    // The roles of the test cluster keep the passwords with which other files log in.
    const env = { ...process.env, ...productionEnvironment(), [variable]: other.value };
    const ports = { postgres: 0, temporal: 0, temporalUi: 0, smtp: 0, inbox: 0 };
    const options = { dataFolder: data, schemaFolder: SMALL_SCHEMA, ports, say: () => {} };
    try {
      const stack = await startLocalStack({ ...options, env });
      const ours = ['postgres', 'temporal.db', 'mail'].filter((name) =>
        processesOn(data).some(({ command }) => command.includes(join(data, name))),
      );
      expect(ours.sort()).toEqual(['mail', 'postgres', 'temporal.db'].filter((name) => name !== part));
      const used = {
        DATABASE_URL: stack.databaseUrls.api,
        TEMPORAL_ADDRESS: stack.temporal.address,
        SMTP_URL: stack.smtpUrl,
      };
      expect(used[variable as keyof typeof used]).toContain(
        new URL(other.value.replace(/^(?!\w+:\/\/)/, 'tcp://')).host,
      );
      await stack.stop();
    } finally {
      await other.close();
    }
  },
);

test('TLS, API key and namespace of Temporal come from the variables of its own clients', () => {
  const env = {
    TEMPORAL_ADDRESS: 'dangyan.tmprl.example:7233',
    TEMPORAL_NAMESPACE: 'archives',
    TEMPORAL_API_KEY: 'key',
    TEMPORAL_TLS: 'true',
    TEMPORAL_TLS_SERVER_NAME: 'other.example',
  };
  expect(temporalOfEnvironment(env)).toMatchObject({
    address: env.TEMPORAL_ADDRESS,
    namespace: 'archives',
    connectionOptions: { address: env.TEMPORAL_ADDRESS, apiKey: 'key', tls: { serverNameOverride: 'other.example' } },
  });
  expect(() => temporalOfEnvironment({})).toThrow('TEMPORAL_ADDRESS is not set');
});

test('a part that fails stops the others and frees the folder', async () => {
  const ports = { postgres: 0, temporal: 0, temporalUi: 0, smtp: 0, inbox: 0 };
  const env = { ...process.env, TEMPORAL_CLI_PATH: '/nowhere/temporal' };
  await expect(
    startLocalStack({ dataFolder: data, schemaFolder: SMALL_SCHEMA, ports, env, say: () => {} }),
  ).rejects.toThrow(/TEMPORAL_CLI_PATH=\/nowhere/);
  expect(processesOn(data)).toEqual([]);
  expect(existsSync(join(data, 'lock'))).toBe(false);
});
