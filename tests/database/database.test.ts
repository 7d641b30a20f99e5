import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createDatabase, type Database, type Tx } from '../../activities/database/database';
import { isPassing, sqlState, violatedUnique } from '../../activities/database/database-error';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { createTestDatabase, type TestDatabase } from '../support/database';

let testDatabase: TestDatabase;
let database: Database;
const retried: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({
    url: testDatabase.urls.worker,
    poolSize: 4,
    onRetry: (state) => retried.push(state),
  });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.close();
});

beforeEach(() => {
  retried.length = 0;
});

const jurisdiction = (code: string) => ({ code, name: code, bureauName: code, paperCode: code });

it('takes a broken connection for trouble that passes, at once and later', async () => {
  const admin = new pg.Client({ connectionString: testDatabase.adminUrl });
  await admin.connect();
  const errors: unknown[] = [];
  const work = database.transaction(async (tx) => {
    const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await admin.query('SELECT pg_terminate_backend($1, 1000)', [session!.pid]);
    for (let asked = 0; asked < 2; asked += 1) await tx.$queryRaw`SELECT 1`.catch((error) => errors.push(error));
    throw new Error('done');
  });
  await expect(work).rejects.toThrow('done');
  await admin.end();
  expect(errors.filter((error) => !isPassing(error))).toEqual([]);
  expect(errors).toHaveLength(2);
});

it('takes a server that is not there for trouble that passes, by its port and by its socket', async () => {
  const nowhere = ['postgres://a:b@127.0.0.1:1/c', `postgres://a:b@127.0.0.1:1/c?host=${encodeURIComponent(tmpdir())}`];
  for (const url of nowhere) {
    const away = createDatabase({ url, poolSize: 1 });
    const errors = [
      await away.transaction((tx) => tx.$queryRaw`SELECT 1`).catch((error) => error),
      await away.client.jurisdiction.count().catch((error) => error),
    ];
    expect(errors.map(isPassing)).toEqual([true, true]);
    await away.close();
  }
});

describe('retries', () => {
  it('runs the loser of a deadlock again', async () => {
    const [a, b] = await Promise.all(
      ['d1', 'd2'].map((code) => database.client.jurisdiction.create({ data: jurisdiction(code) })),
    );
    const before = database.retries;
    let met = 0;
    const both = async (first: string, second: string) =>
      database.transaction(async (tx) => {
        await tx.jurisdiction.update({ where: { id: first }, data: { phone: '1' } });
        met += 1;
        for (let waits = 0; met < 2 && waits < 100; waits += 1) await sleep(10);
        await tx.jurisdiction.update({ where: { id: second }, data: { phone: '1' } });
      });
    await Promise.all([both(a!.id, b!.id), both(b!.id, a!.id)]);
    expect(database.retries).toBe(before + 1);
    expect(retried).toEqual(['40P01']);
  });

  it('waits three seconds for a lock and tries again', async () => {
    const { id } = await database.client.jurisdiction.create({ data: jurisdiction('locked') });
    const holder = new pg.Client({ connectionString: testDatabase.urls.worker });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM "Jurisdiction" WHERE id = $1 FOR UPDATE', [id]);
    const release = sleep(3_500).then(() => holder.query('ROLLBACK'));
    await database.transaction((tx) => tx.jurisdiction.update({ where: { id }, data: { phone: '2' } }));
    await release;
    await holder.end();
    expect(retried).toEqual(['55P03']);
  });

  it('retries a lock inside a raw query too', async () => {
    const { id } = await database.client.jurisdiction.create({ data: jurisdiction('raw') });
    const holder = new pg.Client({ connectionString: testDatabase.urls.worker });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM "Jurisdiction" WHERE id = $1 FOR UPDATE', [id]);
    let tries = 0;
    await database.transaction(async (tx) => {
      tries += 1;
      if (tries === 2) await holder.query('ROLLBACK');
      await tx.$queryRaw`SELECT 1 FROM "Jurisdiction" WHERE id = ${id}::uuid FOR UPDATE NOWAIT`;
    });
    await holder.end();
    expect(tries).toBe(2);
    expect(retried).toEqual(['55P03']);
  });

  it('does not retry what would fail again, and names the constraint', async () => {
    await database.client.jurisdiction.create({ data: jurisdiction('twice') });
    const again = database.transaction((tx) => tx.jurisdiction.create({ data: jurisdiction('twice') }));
    const error = await again.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(sqlState(error)).toBe('23505');
    expect(violatedUnique(error)).toBe('Jurisdiction_code_key');
    expect(retried).toEqual([]);
  });

  it('gives up after some tries, and the pool is whole', async () => {
    const busy = database.transaction(async (tx) => {
      await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '40001'; END $$`;
    });
    await expect(busy).rejects.toThrow();
    expect(retried.length).toBe(5);
    await expect(
      Promise.all(Array.from({ length: 8 }, () => database.client.jurisdiction.count())),
    ).resolves.toHaveLength(8);
  });
});

const idleLimit = async (tx: Tx) => {
  const [setting] = await tx.$queryRaw<[{ limit: string }]>`
    SELECT current_setting('idle_in_transaction_session_timeout') AS limit`;
  return setting.limit;
};

it('ends a transaction that does nothing while it holds its locks', async () => {
  expect(await database.transaction(idleLimit)).toBe('30s');
  const idle = database.transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 100`;
    await sleep(500);
    await tx.jurisdiction.count();
  });
  await expect(idle).rejects.toThrow();
  await expect(database.client.jurisdiction.count()).resolves.toBeGreaterThan(0);
});

it('shows one moment in a snapshot, however long it is looked at, and lets nothing be written there', async () => {
  await database.snapshot(async (tx) => {
    expect(await idleLimit(tx)).toBe('0');
    const before = await tx.jurisdiction.count();
    await database.client.jurisdiction.create({ data: jurisdiction('late') });
    expect(await tx.jurisdiction.count()).toBe(before);
  });
  const writing = database.snapshot((tx) => tx.jurisdiction.create({ data: jurisdiction('never') }));
  await expect(writing).rejects.toThrow();
});

it('keeps instants and days as they are, whatever zone the server is in', async () => {
  const admin = new pg.Client({ connectionString: testDatabase.adminUrl });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${testDatabase.name} SET TimeZone = 'America/New_York'`);
  await admin.end();
  const fresh = createDatabase({ url: testDatabase.urls.worker, poolSize: 1 });
  try {
    const instant = new Date('2026-11-24T23:30:00.123Z');
    await fresh.client.calendarLoad.create({
      data: {
        calendar: 'z',
        changedFrom: toDate('2026-02-28'),
        changedUntil: toDate('2028-02-29'),
        finishedAt: instant,
      },
    });
    const row = await fresh.client.calendarLoad.findUniqueOrThrow({ where: { calendar: 'z' } });
    expect(row.finishedAt).toEqual(instant);
    expect([toLocalDate(row.changedFrom), toLocalDate(row.changedUntil)]).toEqual(['2026-02-28', '2028-02-29']);
    const [raw] = await fresh.client.$queryRaw<[{ at: string; same: boolean }]>`
      SELECT "finishedAt" AS at, "finishedAt" = ${instant}::timestamptz AS same FROM "CalendarLoad" WHERE calendar = 'z'`;
    expect(new Date(raw.at)).toEqual(instant);
    expect(raw.same).toBe(true);
  } finally {
    await fresh.close();
  }
});

describe('a person’s context', () => {
  it('ends with its transaction, so that a pooled connection carries nobody’s', async () => {
    const api = createDatabase({ url: testDatabase.urls.api, poolSize: 1 });
    try {
      const person = '11111111-1111-4111-8111-111111111111';
      const who = () => api.client.$queryRaw<[{ person: string | null; credential: string | null }]>`
        SELECT access.person()::text AS person, access.credential() AS credential`;
      await api.withPerson(person, async (tx) => {
        const [row] = await tx.$queryRaw<[{ person: string }]>`SELECT access.person()::text AS person`;
        expect(row.person).toBe(person);
      });
      expect((await who())[0]).toEqual({ person: null, credential: null });
      await api.withPerson(person, async () => Promise.reject(new Error('undone'))).catch(() => {});
      await api.withCredential('login', async (tx) => {
        const [row] = await tx.$queryRaw<[{ person: null; credential: string }]>`
          SELECT access.person() AS person, access.credential() AS credential`;
        expect(row).toEqual({ person: null, credential: 'login' });
      });
      expect((await who())[0]).toEqual({ person: null, credential: null });
    } finally {
      await api.close();
    }
  });

  it('is no text that SQL could read', async () => {
    const api = createDatabase({ url: testDatabase.urls.api, poolSize: 1 });
    try {
      await expect(
        api.withPerson("x', true); RESET ALL; --", (tx) => tx.$queryRaw`SELECT access.person()::text`),
      ).rejects.toThrow(/uuid/);
    } finally {
      await api.close();
    }
  });
});
