import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../ops/migrate/migrate';
import { type DatabasePasswords, databaseUrls, ensureRolesAndDatabase, randomPasswords } from '../../ops/migrate/roles';
import { type PostgresServer, startPostgres } from '../../ops/stack/postgres';

/** A database with all migrations and no rows; each test file gets a copy. */
export const TEMPLATE = 'dangyan_template';

/** How test files find the cluster that the run started; set in the environment, which jest's workers inherit. */
export interface TestCluster {
  adminUrl: string;
  passwords: DatabasePasswords;
  /** Why the migrations could not be applied; files that need no migrated database run all the same. */
  migrationError?: string;
}

const VARIABLE = 'DANGYAN_TEST_CLUSTER';

/** The cluster of this run. */
export function testCluster(): TestCluster {
  const value = process.env[VARIABLE];
  if (!value) throw new Error('no test cluster: this file is not in the integration project of jest.config.js');
  return JSON.parse(value);
}

/** Starts a Postgres of its own for this run, in a temporary folder, and makes the template. */
export async function startTestCluster(): Promise<{ server: PostgresServer; remove(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'dangyan-test-'));
  chmodSync(home, 0o711); // Postgres may run as another user
  const server = await startPostgres({
    folder: join(home, 'postgres'),
    password: 'test',
    port: 0,
    logFile: join(home, 'postgres.log'),
    // Nothing of a test outlives its run, so nothing has to reach the disk.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const remove = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const passwords = randomPasswords();
    await ensureRolesAndDatabase(server.adminUrl, TEMPLATE, passwords);
    const cluster: TestCluster = { adminUrl: server.adminUrl, passwords };
    await migrate(databaseUrls(server.adminUrl, TEMPLATE, passwords).owner).catch((error: Error) => {
      cluster.migrationError = error.message;
    });
    process.env[VARIABLE] = JSON.stringify(cluster);
    return { server, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Names of databases that tests made and sessions that they left; both are empty after a clean run. */
export async function leftovers(adminUrl: string): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ leftover: string }>(`
      SELECT 'database ' || datname AS leftover FROM pg_database WHERE datname LIKE 'test\\_%'
      UNION ALL
      SELECT 'session of ' || usename || ' in ' || datname || ': ' || left(query, 80) FROM pg_stat_activity
      WHERE datname LIKE 'test\\_%'`);
    return rows.map(({ leftover }) => leftover);
  } finally {
    await admin.end();
  }
}
