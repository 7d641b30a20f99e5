import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList, SchemasContainer } from '@prisma/schema-engine-wasm';
import { projectPath } from '../../activities/project-root';

/** Where the schema (every `*.prisma` below it) and its `migrations` folder are. */
export const PRISMA_FOLDER = projectPath('prisma');

/** The schema files below `folder`, in path order; `prisma/generated` and `prisma/migrations` hold none. */
export function readSchema(folder: string = PRISMA_FOLDER): SchemasContainer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.prisma') && !name.startsWith('generated'))
    .sort();
  if (names.length === 0) throw new Error(`no *.prisma file below ${folder}`);
  return {
    files: names.map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), 'utf8') })),
  };
}

/** The migrations of `folder`/migrations in the shape of Prisma's engine, oldest first. */
export function readMigrations(folder: string = PRISMA_FOLDER): MigrationList {
  const baseDir = join(folder, 'migrations');
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
