import pg from 'pg';
import { PRISMA_FOLDER, readMigrations, readSchema } from './migration-files';
import { NO_FILTER, withSchemaEngine } from './schema-engine';

/** Any fixed number; two processes that migrate one database at the same time go one after the other. */
const MIGRATE_LOCK = 4_207_118_301;

export interface MigrateOptions {
  /** The folder of the schema and its migrations; `prisma/` unless told. */
  folder?: string;
}

/** The database has migrations this code does not know: it was made by a later version. */
export class DatabaseIsNewerError extends Error {
  override readonly name = 'DatabaseIsNewerError';
  constructor(readonly unknownMigrations: readonly string[]) {
    super(
      `the database was made by a newer version of Dangyan (${unknownMigrations.join(', ')}): ` +
        'install that version, or restore a copy made before the upgrade',
    );
  }
}

/** An applied migration was edited afterwards: code and database no longer mean the same. */
export class MigrationEditedError extends Error {
  override readonly name = 'MigrationEditedError';
  constructor(readonly editedMigrations: readonly string[]) {
    super(
      `applied migrations were edited since: ${editedMigrations.join(', ')}; undo the edit and add a new migration`,
    );
  }
}

/**
 * Brings a database up to the newest migration, and records each in `_prisma_migrations` as `prisma migrate deploy` does.
 * A migration runs in one transaction, so one that failed left nothing behind and is tried again.
 *
 * @param databaseUrl connects as the owner of the database (role `dangyan_owner`).
 * @returns the names of the migrations applied now, oldest first; empty when there was nothing to do.
 * @throws DatabaseIsNewerError, MigrationEditedError, or Error with Postgres' words and the migration's name.
 */
export async function migrate(databaseUrl: string, { folder = PRISMA_FOLDER }: MigrateOptions = {}): Promise<string[]> {
  const migrationsList = readMigrations(folder);
  const lock = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK]);
    return await withSchemaEngine({ url: databaseUrl, schema: readSchema(folder) }, async (engine) => {
      const found = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: NO_FILTER,
      });
      const unknown =
        found.history && 'unpersistedMigrationNames' in found.history ? found.history.unpersistedMigrationNames : [];
      if (unknown.length > 0) throw new DatabaseIsNewerError(unknown);
      const edited = found.editedMigrationNames.filter((name) => !found.failedMigrationNames.includes(name));
      if (edited.length > 0) throw new MigrationEditedError(edited);
      for (const migrationName of found.failedMigrationNames) await engine.markMigrationRolledBack({ migrationName });
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
      return appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}
