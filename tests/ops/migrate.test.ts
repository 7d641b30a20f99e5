import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { diffSchema } from '../../ops/migrate/diff';
import { DatabaseIsNewerError, MigrationEditedError, migrate } from '../../ops/migrate/migrate';
import { createTestDatabase, type TestDatabase } from '../support/database';

const INIT = '20260101000000_init';
let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'dangyan-schema-')), 'prisma');
  cpSync(join(__dirname, '../fixtures/migrate/prisma'), folder, { recursive: true });
  database = await createTestDatabase('template1');
});

afterEach(async () => {
  await database.close();
  rmSync(dirname(folder), { recursive: true });
});

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, 'migrations', name));
  writeFileSync(join(folder, 'migrations', name, 'migration.sql'), sql);
}

async function query(sql: string, url = database.urls.owner): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('applies what is missing, once, and says what it applied', async () => {
  expect(await migrate(database.urls.owner, { folder })).toEqual([INIT]);
  expect(await migrate(database.urls.owner, { folder })).toEqual([]);
  addMigration('20260102000000_weight', 'ALTER TABLE "Parcel" ADD COLUMN "weight" INTEGER;');
  expect(await migrate(database.urls.owner, { folder })).toEqual(['20260102000000_weight']);
});

test('records a migration as `prisma migrate deploy` does', async () => {
  await migrate(database.urls.owner, { folder });
  const [row] = await query('SELECT * FROM _prisma_migrations');
  const sql = readFileSync(join(folder, 'migrations', INIT, 'migration.sql'));
  expect(row).toMatchObject({
    checksum: createHash('sha256').update(sql).digest('hex'),
    migration_name: INIT,
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 1,
  });
  expect(row?.finished_at).toBeInstanceOf(Date);
  const columns = await query(
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position",
  );
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'id character varying',
    'checksum character varying',
    'finished_at timestamp with time zone',
    'migration_name character varying',
    'logs text',
    'rolled_back_at timestamp with time zone',
    'started_at timestamp with time zone',
    'applied_steps_count integer',
  ]);
});

test('functions, policies and grants of a migration work for the roles', async () => {
  await migrate(database.urls.owner, { folder });
  await query(`INSERT INTO "Parcel" VALUES (1, 'one')`, database.urls.api);
  await expect(query(`UPDATE "Parcel" SET "label" = 'two'`, database.urls.api)).rejects.toThrow('append only');
  await expect(query('SELECT * FROM "Parcel"', database.urls.public)).rejects.toThrow('permission denied');
});

test('a migration that fails leaves nothing behind and is tried again when corrected', async () => {
  await migrate(database.urls.owner, { folder });
  addMigration('20260102000000_broken', 'CREATE TABLE "Half" ("id" INTEGER);\nSELECT no_such_function();');
  await expect(migrate(database.urls.owner, { folder })).rejects.toThrow(
    /^migration 20260102000000_broken failed: line 2: function no_such_function\(\) does not exist$/,
  );
  expect(await query(`SELECT to_regclass('"Half"') AS half`)).toEqual([{ half: null }]);
  writeFileSync(
    join(folder, 'migrations/20260102000000_broken/migration.sql'),
    'CREATE TABLE "Half" ("id" INTEGER NOT NULL);',
  );
  expect(await migrate(database.urls.owner, { folder })).toEqual(['20260102000000_broken']);
});

test('a database made by later code is refused, by name', async () => {
  addMigration('20990101000000_future', 'CREATE TABLE "Future" ("id" INTEGER);');
  await migrate(database.urls.owner, { folder });
  rmSync(join(folder, 'migrations/20990101000000_future'), { recursive: true });
  const refusal = await migrate(database.urls.owner, { folder }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DatabaseIsNewerError);
  expect((refusal as Error).message).toMatch(/newer version of Dangyan \(20990101000000_future\)/);
});

test('an applied migration that was edited since is refused, by name', async () => {
  await migrate(database.urls.owner, { folder });
  writeFileSync(join(folder, 'migrations', INIT, 'migration.sql'), 'SELECT 1;');
  await expect(migrate(database.urls.owner, { folder })).rejects.toThrow(MigrationEditedError);
});

test('two processes that migrate at once apply each migration once', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.urls.owner, { folder })));
  expect(applied.flat()).toEqual([INIT]);
});

test('schema and migrations agree in spite of policies, triggers, functions, views, checks and partial indexes', async () => {
  expect(await diffSchema(database.adminUrl, folder)).toBeNull();
});

test.each([
  ['a new column', 'label  String  @unique', 'label  String  @unique\n  weight Int', /ADD COLUMN\s+"weight" INTEGER/],
  ['a column of the sealed schema', 'parcelId Int\n', 'parcelId Int\n  salt Bytes\n', /"sealed"."Sheet" ADD COLUMN/],
  ['a lost column', '  label  String  @unique\n', '', /DROP COLUMN "label"/],
])('drift is found: %s', async (_, from, to, sql) => {
  const file = join(folder, 'schema.prisma');
  const schema = readFileSync(file, 'utf8');
  expect(schema).toContain(from);
  writeFileSync(file, schema.replace(from, to));
  expect(await diffSchema(database.adminUrl, folder)).toMatch(sql);
});
