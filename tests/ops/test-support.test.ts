import { createTransport } from 'nodemailer';
import pg from 'pg';
import { createTestDatabase } from '../support/database';
import { startTestSmtp } from '../support/smtp';
import { startTestTemporal } from '../support/temporal';

test('a test database has the migrated tables, the four roles, and no rows', async () => {
  const database = await createTestDatabase();
  try {
    for (const [role, connectionString] of Object.entries(database.urls)) {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rows } = await client.query(
        'SELECT current_user AS me, rolsuper OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user',
      );
      await client.end();
      expect(rows).toEqual([{ me: `dangyan_${role}`, mighty: false }]);
    }
  } finally {
    await database.close();
  }
});

test('closing a test database fails while a session is left, and drops it all the same', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.urls.owner });
  client.on('error', () => {});
  await client.connect();
  await client.query('SELECT 41');
  await expect(database.close()).rejects.toThrow(/sessions left.*dangyan_owner.*SELECT 41/);
});

test.each([false, true])('Temporal runs workflows, time skipping %s', async (timeSkipping) => {
  const temporal = await startTestTemporal({ timeSkipping });
  const worker = await temporal.startWorker({
    taskQueue: 'echo',
    workflowsPath: require.resolve('../fixtures/echo-workflow'),
  });
  try {
    const handle = await temporal.env.client.workflow.start('echo', {
      taskQueue: 'echo',
      workflowId: 'echo-1',
      args: ['hello', timeSkipping ? '90 days' : '10 ms'],
      searchAttributes: { Stage: ['tracking'], Jurisdiction: ['city'] },
    });
    expect(await handle.result()).toBe('hello');
    expect((await handle.describe()).searchAttributes).toMatchObject({ Stage: ['tracking'] });
  } finally {
    await worker.stop();
    await temporal.close();
  }
});

describe('the SMTP server', () => {
  const send = (url: string, subject: string) =>
    createTransport({ url, connectionTimeout: 1_000 } as never).sendMail({
      from: 'a@example.org',
      to: 'b@example.org',
      subject,
      text: '档案',
    });

  test('keeps what it accepts, refuses, goes down and comes up on the same port', async () => {
    const smtp = await startTestSmtp();
    try {
      await send(smtp.url, 'first');
      smtp.refuse(450, 'greylisted');
      await expect(send(smtp.url, 'second')).rejects.toMatchObject({ responseCode: 450 });
      smtp.accept();
      await smtp.down();
      await expect(send(smtp.url, 'third')).rejects.toMatchObject({ code: 'ESOCKET' });
      await smtp.up();
      await send(smtp.url, 'fourth');
      const [first, fourth] = await smtp.waitFor(2);
      expect([first?.subject, fourth?.subject]).toEqual(['first', 'fourth']);
      expect(first?.mail.text?.trim()).toBe('档案');
      expect(first?.envelopeTo).toEqual(['b@example.org']);
    } finally {
      await smtp.close();
    }
  });

  test('can take a message and lose its answer', async () => {
    const smtp = await startTestSmtp();
    try {
      smtp.loseAnswers(true);
      await expect(send(smtp.url, 'lost')).rejects.toThrow();
      expect(await smtp.waitFor(1)).toHaveLength(1);
    } finally {
      await smtp.close();
    }
  });
});
