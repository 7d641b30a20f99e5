import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DATABASE_ROLES, type DatabaseUrls, databaseUrls, withDatabase } from '../../ops/migrate/roles';
import { track } from './open-resources';
import { TEMPLATE, testCluster } from './test-cluster';

/** A database of its own for one test file: migrated, without rows. */
export interface TestDatabase {
  name: string;
  /** Connection strings by role: owner, api, worker, public. */
  urls: DatabaseUrls;
  /** Superuser's connection string to this database; for setting up what no role may. */
  adminUrl: string;
  /** Drops the database. Fails, and still drops it, when a session is left: a pool was not closed. */
  close(): Promise<void>;
}

/**
 * Copies the template. Call it in `beforeAll` and `close()` it in `afterAll`.
 *
 * @param template a database to copy instead of the migrated one.
 */
export async function createTestDatabase(template: string = TEMPLATE): Promise<TestDatabase> {
  const { adminUrl, passwords, migrationError } = testCluster();
  if (template === TEMPLATE && migrationError) throw new Error(migrationError);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, (admin) => copy(admin, template, name));
  return {
    name,
    urls: databaseUrls(adminUrl, name, passwords),
    adminUrl: withDatabase(adminUrl, name),
    close: track(`database ${name}`, () => asAdmin(adminUrl, (admin) => drop(admin, name))),
  };
}

async function copy(admin: pg.Client, template: string, name: string): Promise<void> {
  // Two files may copy at once, and Postgres refuses a template that somebody is connected to: one after the other.
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${DATABASE_ROLES.owner} STRATEGY FILE_COPY`);
  await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO dangyan_api, dangyan_worker, dangyan_public`);
}

async function drop(admin: pg.Client, name: string): Promise<void> {
  const sessions = 'SELECT usename, left(query, 80) AS query FROM pg_stat_activity WHERE datname = $1';
  let left = (await admin.query(sessions, [name])).rows;
  // A pool that was ended is gone from this view a moment later.
  for (let tries = 0; left.length > 0 && tries < 20; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    left = (await admin.query(sessions, [name])).rows;
  }
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  if (left.length > 0) throw new Error(`sessions left in ${name}: ${JSON.stringify(left)}`);
}

async function asAdmin<T>(adminUrl: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
}
