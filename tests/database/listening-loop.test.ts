import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startListeningLoop } from '../../activities/database/listening-loop';
import { createOutboxFixture, type OutboxFixture } from '../mail/outbox-fixture';

let outbox: OutboxFixture;

beforeAll(async () => {
  outbox = await createOutboxFixture();
});
afterAll(() => outbox.close());

/** Longer than the test lives. */
const NEVER_MS = 3_600_000;

const channel = 'outbox';

/** The session that listens, once there is another than `former`. */
async function listening(former?: number): Promise<number> {
  for (;;) {
    const rows = await outbox.database.client.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN outbox' AND datname = current_database()`;
    const other = rows.find(({ pid }) => pid !== former);
    if (other) return other.pid;
    await sleep(20);
  }
}

async function queueAndNotify(change: string): Promise<void> {
  await outbox.queue('password-changed', await outbox.person(), { change });
  await outbox.database.client.$executeRaw`SELECT pg_notify('outbox', '')`;
}

it('sends when the outbox says so, also after its connection was lost', async () => {
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const { sender, databaseUrl } = outbox;
  const loop = startListeningLoop({ channel, work: sender.runOnce, databaseUrl, onError, pollMs: NEVER_MS });
  try {
    const first = await listening();
    await queueAndNotify('a');
    await outbox.smtp.waitFor(1);

    const admin = new pg.Client({ connectionString: outbox.databaseUrl });
    await admin.connect();
    await admin.query('SELECT pg_terminate_backend($1)', [first]);
    await admin.end();
    await listening(first);
    await queueAndNotify('b');
    await outbox.smtp.waitFor(2);
    expect(errors).toHaveLength(1);
  } finally {
    await loop.stop();
  }
});

it('looks by itself too, for nobody says when a retry is due', async () => {
  const sent = outbox.smtp.inbox.length;
  let looked = 0;
  const work = async () => {
    await outbox.sender.runOnce();
    looked += 1;
  };
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const loop = startListeningLoop({ channel, work, databaseUrl: outbox.databaseUrl, onError, pollMs: 50 });
  try {
    while (looked === 0) await sleep(20);
    await outbox.queue('password-changed', await outbox.person(), { change: 'c' });
    await outbox.smtp.waitFor(sent + 1);
    expect(errors).toEqual([]);
  } finally {
    await loop.stop();
  }
});
