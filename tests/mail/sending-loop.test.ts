import pg from 'pg';
import { startSendingLoop } from '../../activities/mail/sending-loop';
import { createOutboxFixture, type OutboxFixture } from './outbox-fixture';

let outbox: OutboxFixture;

beforeAll(async () => {
  outbox = await createOutboxFixture();
});
afterAll(() => outbox.close());

const notify = () => outbox.database.client.$executeRaw`SELECT pg_notify('outbox', '')`;

it('sends when the outbox says so, goes on after a lost connection, and stops', async () => {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const loop = startSendingLoop({ sender: outbox.sender, databaseUrl: outbox.databaseUrl, onError });
  const listening = async () => {
    for (;;) {
      const rows = await outbox.database.client.$queryRaw<{ pid: number }[]>`
        SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN outbox' AND datname = current_database()`;
      if (rows[0]) return rows[0].pid;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  try {
    await listening();
    await outbox.queue('password-changed', await outbox.person(), { change: 'a' });
    const asked = Date.now();
    await notify();
    await outbox.smtp.waitFor(1);
    expect(Date.now() - asked).toBeLessThan(3_000);

    const pid = await listening();
    const admin = new pg.Client({ connectionString: outbox.databaseUrl });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend($1)', [pid]);
    await admin.end();
    await outbox.queue('password-changed', await outbox.person(), { change: 'b' });
    await outbox.smtp.waitFor(2);
    expect(errors).toHaveLength(1);
  } finally {
    await loop.stop();
  }
});
