import { execFileSync, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

interface UserIds {
  uid: number;
  gid: number;
}

/** Who a server process runs as. */
export interface ServerUser {
  /** Owner of the server's files; undefined: ourselves. */
  owner?: UserIds;
  /** Options for `spawn`. */
  spawnAs: Partial<UserIds>;
  /** The command line that takes on the user where `spawnAs` can't. */
  wrap(command: string[]): string[];
}

const asItIs = (command: string[]): string[] => command;

/** Postgres refuses to run as root: started by root it runs as the system user `postgres`, made when missing. */
export function systemUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

/**
 * How to run a server that is going to own `folder`. Where the system user can't reach the folder (below /root), it keeps
 * the one capability that lets it pass.
 */
export function serverUser(folder: string): ServerUser {
  const owner = systemUser();
  if (!owner) return { spawnAs: {}, wrap: asItIs };
  const reach = ['test', '-d', `${dirname(folder)}/.`];
  if (succeeds(reach, owner)) return { owner, spawnAs: owner, wrap: asItIs };
  const wrap = (command: string[]) => [
    'setpriv',
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    ...command,
  ];
  if (succeeds(wrap(reach), {})) return { owner, spawnAs: {}, wrap };
  throw new Error(
    `Postgres does not run as root, and the system user 'postgres' can't reach ${folder}: ` +
      'choose a data folder outside /root, or start as an ordinary user',
  );
}

/** Whether `command` ends with 0, run as `ids`. */
export function succeeds([program = '', ...args]: string[], ids: Partial<UserIds>): boolean {
  return spawnSync(program, args, { ...ids, cwd: '/', stdio: 'ignore' }).status === 0;
}
