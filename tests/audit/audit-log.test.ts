import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import pg from 'pg';
import { appendAudit, appendAudits } from '../../activities/audit/append-audit';
import { auditKeyId } from '../../activities/audit/audit-key';
import { signRoot } from '../../activities/audit/sign-root';
import { verifyChains } from '../../activities/audit/verify-chains';
import { createDatabase, type Database } from '../../activities/database/database';
import { sqlState } from '../../activities/database/database-error';
import { projectChain } from '../../domain/audit/audit-event';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type KeptRows, keepRows } from '../support/kept-rows';

const AT = new Date('2026-11-24T02:00:00.000Z');
const hour = (n: number) => new Date(AT.getTime() + n * 3_600_000);
const created = (projectId: string) =>
  ({ type: 'project.created', actorId: null, at: AT, payload: { projectId, source: 'officer' } }) as const;

let testDatabase: TestDatabase;
let worker: Database;
let api: Database;
let key: KeyObject;
let keys: Map<string, KeyObject>;

let nothing: KeptRows;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  nothing = await keepRows(testDatabase.adminUrl);
  worker = createDatabase({ url: testDatabase.urls.worker, poolSize: 12 });
  api = createDatabase({ url: testDatabase.urls.api, poolSize: 2 });
  const pair = generateKeyPairSync('ed25519');
  key = pair.privateKey;
  keys = new Map([[auditKeyId(pair.publicKey), pair.publicKey]]);
});

beforeEach(() => nothing.putBack());

afterAll(async () => {
  await nothing?.close();
  await worker?.close();
  await api?.close();
  await testDatabase?.close();
});

const append = (code: string) => worker.transaction((tx) => appendAudit(tx, projectChain(code), created(code)));
const sign = (n: number) => worker.transaction((tx) => signRoot(tx, hour(n), key));
const verify = () => worker.transaction((tx) => verifyChains(tx, keys));
const kinds = async () => [...new Set((await verify()).map(({ kind }) => kind))];

/** Changes the log as a superuser can, past every trigger. */
async function tamper(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: testDatabase.adminUrl });
  await admin.connect();
  try {
    await admin.query(`SET session_replication_role = replica; ${sql}`);
  } finally {
    await admin.end();
  }
}

async function log(): Promise<void> {
  for (const code of ['A', 'B', 'A', 'C', 'A']) await append(code);
  await sign(1);
  for (const code of ['A', 'B']) await append(code);
  await sign(2);
  await append('A');
}

it('is whole after appends and roots, also from the API and over pages', async () => {
  await log();
  await api.withPerson(null, (tx) => appendAudit(tx, projectChain('D'), created('D')));
  await sign(3);
  await sign(4);
  expect(await verify()).toEqual([]);
  const roots = await worker.client.auditRoot.findMany({ orderBy: { sequence: 'asc' } });
  expect(roots.map(({ heads }) => (heads as unknown[]).length)).toEqual([3, 2, 2, 0]);
  expect(roots[2]?.root).toBe(roots[3]?.root);
});

it('keeps one order of a chain when many append at once, without a deadlock', async () => {
  const chains = ['A', 'B', 'C', 'D'].map(projectChain);
  await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      worker.transaction(async (tx) => {
        const order = n % 2 === 0 ? chains : [...chains].reverse();
        await appendAudits(
          tx,
          order.map((chain) => ({ chain, event: created(String(n)) })),
        );
      }),
    ),
  );
  expect(worker.retries).toBe(0);
  expect(await verify()).toEqual([]);
  expect(await worker.client.auditEvent.groupBy({ by: ['chain'], _count: true })).toHaveLength(4);
  expect(await worker.client.auditEvent.count()).toBe(240);
});

it('signs while others append', async () => {
  await Promise.all([
    ...Array.from({ length: 40 }, (_, n) => append(`P${n % 7}`)),
    ...Array.from({ length: 5 }, (_, n) => sign(n)),
  ]);
  await sign(9);
  expect(await verify()).toEqual([]);
});

it('is undone with its transaction', async () => {
  await append('A');
  const undone = worker.transaction(async (tx) => {
    await appendAudit(tx, projectChain('A'), created('A'));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await append('A');
  expect(await verify()).toEqual([]);
  expect(await worker.client.auditEvent.count()).toBe(2);
});

it('is written by its functions alone, and only at its end', async () => {
  await append('A');
  for (const database of [api, worker]) {
    for (const sql of [
      `INSERT INTO "AuditEvent" SELECT * FROM "AuditEvent"`,
      `UPDATE "AuditEvent" SET type = 'x'`,
      `DELETE FROM "AuditEvent"`,
      `UPDATE "AuditHead" SET sequence = 0`,
      `DELETE FROM "AuditRoot"`,
    ]) {
      const done = database.transaction((tx) => tx.$executeRawUnsafe(sql));
      expect(await done.then(() => null, sqlState)).toBe('42501');
    }
  }
  const [event] = await worker.client.auditEvent.findMany();
  const again = worker.transaction((tx) => tx.$executeRaw`SELECT audit.append(${JSON.stringify([event])}::jsonb)`);
  expect(await again.then(() => null, sqlState)).toBe('23000');
  const signed = api.transaction((tx) => signRoot(tx, AT, key));
  expect(await signed.then(() => null, sqlState)).toBe('42501');
});

describe('shows whoever had all rights over the database', () => {
  beforeEach(log);

  it.each<[string, string, string[]]>([
    [
      'changed an event',
      `UPDATE "AuditEvent" SET payload = '{"projectId": "X"}' WHERE chain = 'project/A' AND sequence = 2`,
      ['changed'],
    ],
    [
      'changed who did it',
      `UPDATE "AuditEvent" SET "actorId" = gen_random_uuid() WHERE chain = 'project/B' AND sequence = 1`,
      ['changed'],
    ],
    [
      'changed when',
      `UPDATE "AuditEvent" SET at = at + interval '1 ms' WHERE chain = 'project/B' AND sequence = 2`,
      ['changed'],
    ],
    ['removed an event', `DELETE FROM "AuditEvent" WHERE chain = 'project/A' AND sequence = 3`, ['removed']],
    ['removed the last event', `DELETE FROM "AuditEvent" WHERE chain = 'project/A' AND sequence = 5`, ['truncated']],
    [
      'removed the last signed event and set the head back',
      `DELETE FROM "AuditEvent" WHERE chain = 'project/B' AND sequence = 2;
       UPDATE "AuditHead" h SET sequence = 1, hash = e.hash FROM "AuditEvent" e WHERE h.chain = e.chain AND e.sequence = 1 AND h.chain = 'project/B'`,
      ['truncated'],
    ],
    [
      'removed a whole chain',
      `DELETE FROM "AuditEvent" WHERE chain = 'project/C'; DELETE FROM "AuditHead" WHERE chain = 'project/C'`,
      ['truncated'],
    ],
    [
      'inserted an event',
      `INSERT INTO "AuditEvent" SELECT chain, 3, type, payload, "actorId", at, previous, hash FROM "AuditEvent" WHERE chain = 'project/B' AND sequence = 2`,
      ['inserted', 'changed'],
    ],
    [
      'invented a chain',
      `INSERT INTO "AuditEvent" SELECT 'project/Z', sequence, type, payload, "actorId", at, previous, hash FROM "AuditEvent" WHERE chain = 'project/C'`,
      ['inserted', 'changed'],
    ],
    ['changed a root', `UPDATE "AuditRoot" SET root = repeat('0', 64) WHERE sequence = 1`, ['root']],
    ['changed what a root covers', `UPDATE "AuditRoot" SET heads = '[]' WHERE sequence = 2`, ['root']],
    [
      'changed when a root was signed',
      `UPDATE "AuditRoot" SET at = at + interval '1 hour' WHERE sequence = 2`,
      ['root'],
    ],
    ['took out a root', `DELETE FROM "AuditRoot" WHERE sequence = 1`, ['root']],
  ])('%s', async (_, sql, expected) => {
    expect(await verify()).toEqual([]);
    await tamper(sql);
    expect((await kinds()).sort()).toEqual(expected.sort());
  });

  it('wrote a chain anew, all its hashes right', async () => {
    await tamper(`
      DELETE FROM "AuditEvent" WHERE chain = 'project/B';
      DELETE FROM "AuditHead" WHERE chain = 'project/B'`);
    await worker.transaction((tx) => appendAudit(tx, projectChain('B'), created('forged')));
    await append('B');
    expect(await kinds()).toEqual(['rewritten']);
  });

  it('signed with a key of his own', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    await worker.transaction((tx) => signRoot(tx, hour(3), other));
    expect(await verify()).toEqual([{ kind: 'root', chain: 'roots', sequence: 3 }]);
  });
});
