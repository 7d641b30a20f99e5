import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beBorn } from '../be-born';
import { firstAdministrator, sayAdministrator } from '../first-administrator';
import { machineClock } from '../machine-clock';
import { startPostgres } from '../stack/postgres';
import { databasePasswords, ROLE_PASSWORDS, secretsFromEnvironment } from '../stack/secrets';
import { withOwner } from '../with-owner';
import { diffSchema } from './diff';
import { migrate } from './migrate';
import { PRISMA_FOLDER } from './migration-files';
import { ensureRolesAndDatabase, prepareDatabase, randomPasswords } from './roles';

const program = new Command('migrate');

program
  .command('apply', { isDefault: true })
  .description(
    'make roles and database where they are missing, bring the database of DATABASE_URL (an administrator) up to the newest ' +
      'migration, and load what ships with the software',
  )
  .action(async () => {
    const { DATABASE_URL } = process.env;
    if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: postgres://administrator:…@host/dangyan');
    const passwords = databasePasswords(secretsFromEnvironment(process.env, ROLE_PASSWORDS));
    const urls = await prepareDatabase(DATABASE_URL, passwords);
    const applied = await migrate(urls.owner);
    console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply');
    const admin = await withOwner(urls.owner, async (owner) => {
      await beBorn(owner, { mode: 'real' });
      return firstAdministrator(owner, machineClock);
    });
    if (admin) console.log(sayAdministrator(admin));
  });

program
  .command('diff')
  .description('write the migration that the schema needs beyond the migrations there are')
  .requiredOption('--name <name>', 'what it is for, in lower-case words: add_hand_over')
  .action(async ({ name }: { name: string }) => {
    if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`--name ${name}: lower-case letters, digits and _ only`);
    const sql = await withScratchServer(diffSchema);
    if (sql === null) return console.log('schema and migrations agree: nothing written');
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(PRISMA_FOLDER, 'migrations', `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(PRISMA_FOLDER, 'migrations', 'migration_lock.toml'), 'provider = "postgresql"\n');
    writeFileSync(join(folder, 'migration.sql'), sql);
    console.log(`wrote ${join(folder, 'migration.sql')}: add what the schema can't say (policies, functions, grants)`);
  });

program
  .command('check')
  .description('fail when the schema and the migrations disagree')
  .action(async () => {
    const sql = await withScratchServer(diffSchema);
    if (sql !== null) throw new Error(`the migrations lack this (npm run migrate:diff -- --name …):\n${sql}`);
    console.log('schema and migrations agree');
  });

/** Runs `use` on a Postgres made for it and thrown away; it has the roles that migrations grant to. */
async function withScratchServer<T>(use: (adminUrl: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'dangyan-migrate-'));
  chmodSync(home, 0o711); // Postgres may run as another user
  try {
    const server = await startPostgres({
      folder: join(home, 'postgres'),
      password: 'scratch',
      port: 0,
      logFile: join(home, 'postgres.log'),
      settings: { fsync: 'off' },
    });
    try {
      await ensureRolesAndDatabase(server.adminUrl, 'scratch', randomPasswords());
      return await use(server.adminUrl);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

program.parseAsync().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
