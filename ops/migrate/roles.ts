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
 * @param adminUrl a superuser, or a role with CREATEROLE and CREATEDB, connected to any other database.
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
    const found = await admin.query('SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1', [
      name,
    ]);
    if (found.rowCount === 0) {
      await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${owner}`);
    } else if (found.rows[0].owner !== owner) {
      await admin.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} OWNER TO ${owner}`);
    }
    await admin.query(`REVOKE ALL ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`);
    const guests = [DATABASE_ROLES.api, DATABASE_ROLES.worker, DATABASE_ROLES.public].join(', ');
    await admin.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(name)} TO ${guests}`);
  } finally {
    await admin.end();
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
  const urlOf = (role: DatabaseRole) => {
    const url = new URL(adminUrl);
    url.username = DATABASE_ROLES[role];
    url.password = passwords[role];
    url.pathname = `/${name}`;
    return url.href;
  };
  return { owner: urlOf('owner'), api: urlOf('api'), worker: urlOf('worker'), public: urlOf('public') };
}

/** Fresh random passwords, safe inside a URL. */
export function randomPasswords(): DatabasePasswords {
  const password = () => randomBytes(24).toString('base64url');
  return { owner: password(), api: password(), worker: password(), public: password() };
}
