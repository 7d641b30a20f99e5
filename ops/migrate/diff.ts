import pg from 'pg';
import { PRISMA_FOLDER, readMigrations, readSchema } from './migration-files';
import { withDatabase } from './roles';
import { NO_FILTER, withSchemaEngine } from './schema-engine';

/**
 * What the migrations lack of the schema: the SQL that a next migration needs.
 * Policies, functions, triggers, views, checks, partial and expression indexes live in migrations only and are not compared.
 *
 * @param adminUrl a role that may create databases; two are made and dropped.
 * @returns SQL, or null when schema and migrations agree.
 */
export async function diffSchema(adminUrl: string, folder: string = PRISMA_FOLDER): Promise<string | null> {
  const schema = readSchema(folder);
  return withScratchDatabases(adminUrl, async (url, shadowUrl) =>
    withSchemaEngine({ url, shadowUrl, schema }, async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'migrations', ...readMigrations(folder) },
        to: { tag: 'schemaDatamodel', ...schema },
        script: true,
        exitCode: true,
        filters: NO_FILTER,
      });
      return exitCode === 0 ? null : stdout;
    }),
  );
}

async function withScratchDatabases<T>(
  adminUrl: string,
  use: (url: string, shadowUrl: string) => Promise<T>,
): Promise<T> {
  const names = ['main', 'shadow'].map((role) => `dangyan_diff_${process.pid}_${role}`);
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await admin.connect();
  try {
    for (const name of names) await admin.query(`CREATE DATABASE ${name}`);
    const [main = '', shadow = ''] = names.map((name) => withDatabase(adminUrl, name));
    return await use(main, shadow);
  } finally {
    for (const name of names) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}
