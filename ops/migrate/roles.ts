import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * The roles of one Postgres cluster: `owner` owns the database and runs migrations, the others are what the API, the
 * worker and the public pages log in as. None is a superuser and none bypasses row-level security.
 */
export const DATABASE_ROLES = {
  owner: 'dangyan_owner',
  api: 'dangyan_api',
  worker: 'dangyan_worker',
  public: 'dangyan_public',
} as const;

export type DatabaseRole = keyof typeof DATABASE_ROLES;
export type DatabasePasswords = Record<DatabaseRole, string>;
export type DatabaseUrls = Record<DatabaseRole, string>;

/**
 * Creates the roles, or resets their attributes and passwords, then the database `name` owned by `dangyan_owner`.
 * Done again it changes nothing.
 *
 * @param adminUrl a superuser, or a role with CREATEROLE and CREATEDB, connected to any database of the server.
 */
export async function ensureRolesAndDatabase(
  adminUrl: string,
  name: string,
  passwords: DatabasePasswords,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await admin.connect();
  try {
    await ensureRoles(admin, passwords);
    const owner = DATABASE_ROLES.owner;
    const database = pg.escapeIdentifier(name);
    const found = await admin.query('SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1', [
      name,
    ]);
    if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    else if (found.rows[0].owner !== owner) await admin.query(`ALTER DATABASE ${database} OWNER TO ${owner}`);
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    const guests = [DATABASE_ROLES.api, DATABASE_ROLES.worker, DATABASE_ROLES.public].join(', ');
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${guests}`);
  } finally {
    await admin.end();
  }
}

/**
 * The same on a server of somebody else's, whose address names the database.
 *
 * @param databaseUrl an administrator's connection string, such as `postgres://admin:…@host/dangyan`.
 * @returns connection strings of the four roles.
 */
export async function prepareDatabase(databaseUrl: string, passwords: DatabasePasswords): Promise<DatabaseUrls> {
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1));
  if (!name) throw new Error('DATABASE_URL names no database: end it with /dangyan');
  const anyDatabase = (await exists(databaseUrl)) ? databaseUrl : withDatabase(databaseUrl, 'postgres');
  await ensureRolesAndDatabase(anyDatabase, name, passwords);
  return databaseUrls(databaseUrl, name, passwords);
}

async function exists(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const DATABASE_DOES_NOT_EXIST = '3D000';
    if ((error as { code?: string }).code === DATABASE_DOES_NOT_EXIST) return false;
    throw error;
  }
}

async function ensureRoles(admin: pg.Client, passwords: DatabasePasswords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(
    "SELECT rolname FROM pg_roles WHERE rolname LIKE 'dangyan\\_%'",
  );
  const existing = new Set(rows.map(({ rolname }) => rolname));
  for (const [key, role] of Object.entries(DATABASE_ROLES)) {
    const verb = existing.has(role) ? 'ALTER' : 'CREATE';
    const password = pg.escapeLiteral(passwords[key as DatabaseRole]);
    await admin.query(
      `${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${password}`,
    );
  }
  // A role with CREATEROLE may hand a database to another role only as its member; a superuser needs no membership.
  const { rows: me } = await admin.query<{ super: boolean }>(
    'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
  );
  if (!me[0]?.super) await admin.query(`GRANT ${DATABASE_ROLES.owner} TO CURRENT_USER`);
}

/** Connection strings of the four roles for the database `name` on the server of `adminUrl`. */
export function databaseUrls(adminUrl: string, name: string, passwords: DatabasePasswords): DatabaseUrls {
  const urlOf = (role: DatabaseRole) => asRole(withDatabase(adminUrl, name), role, passwords[role]);
  return { owner: urlOf('owner'), api: urlOf('api'), worker: urlOf('worker'), public: urlOf('public') };
}

/** The same connection string for a login as `role`. */
export function asRole(connectionString: string, role: DatabaseRole, password: string): string {
  const url = new URL(connectionString);
  url.username = DATABASE_ROLES[role];
  url.password = password;
  return url.href;
}

/** The same connection string for another database of the server. */
export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

/** Fresh random passwords, safe inside a URL. */
export function randomPasswords(): DatabasePasswords {
  const password = () => randomBytes(24).toString('base64url');
  return { owner: password(), api: password(), worker: password(), public: password() };
}
