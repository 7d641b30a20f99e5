import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startMark } from './processes';

/** A new cluster, its log, Temporal's file and mails; with less than this a start would end half-way. */
const NEEDED_BYTES = 500 * 1024 * 1024;

/** Another process runs on the folder, or the folder can't be used; the message says which. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** The folder of one installation, held by this process alone. */
export interface DataFolder {
  path: string;
  /** An absolute path inside. */
  file(...parts: string[]): string;
  release(): void;
}

interface Holder {
  pid: number;
  /** When that process started, so that a number given to another process is not taken for it. */
  started: string;
}

/**
 * Makes the folder when missing, checks that there is room, and locks it. The lock of a process that has ended, however it
 * ended, is taken over.
 *
 * @throws DataFolderError when it is in use, full, or not writable.
 */
export function openDataFolder(path: string, neededBytes: number = NEEDED_BYTES): DataFolder {
  const lock = join(path, 'lock');
  const me: Holder = { pid: process.pid, started: startMark(process.pid) };
  try {
    // Passable for the system user that Postgres runs as; what is inside has modes of its own.
    mkdirSync(path, { recursive: true, mode: 0o711 });
    for (const name of ['logs', 'mail']) mkdirSync(join(path, name), { recursive: true, mode: 0o700 });
    const { bavail, bsize } = statfsSync(path);
    if (bavail * bsize < neededBytes) {
      const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;
      throw new DataFolderError(
        `the disk of ${path} has ${megabytes(bavail * bsize)} left, ${megabytes(neededBytes)} are needed: ` +
          'make room or choose another data folder',
      );
    }
    takeLock(path, lock, me);
  } catch (error) {
    throw explain(path, error);
  }
  return {
    path,
    file: (...parts) => join(path, ...parts),
    release: () => rmSync(lock, { force: true }),
  };
}

function takeLock(path: string, lock: string, me: Holder): void {
  const draft = `${lock}.${me.pid}`;
  writeFileSync(draft, JSON.stringify(me));
  try {
    for (;;) {
      try {
        // A link appears with its content, or not at all.
        linkSync(draft, lock);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(lock);
      if (holder && lives(holder)) {
        throw new DataFolderError(
          `${path} is in use by process ${holder.pid}: stop it first, or choose another data folder`,
        );
      }
      removeStale(lock, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether a process runs on the folder. */
export function isInUse(path: string): boolean {
  const holder = readHolder(join(path, 'lock'));
  return holder !== undefined && lives(holder);
}

const lives = ({ pid, started }: Holder): boolean => isAlive(pid) && startMark(pid) === started;

/** Two starts may find the same stale lock; the one that comes late must not remove the lock of the one that came first. */
function removeStale(lock: string, stale: Holder | undefined): void {
  const aside = `${lock}.stale-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return; // the other one has removed it
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== stale?.pid || moved.started !== stale.started)) linkSync(aside, lock);
  rmSync(aside, { force: true });
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
}

function explain(path: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
      return new DataFolderError(`the disk of ${path} is full: make room or choose another data folder`);
    case 'EACCES':
    case 'EROFS':
    case 'EPERM':
      return new DataFolderError(`${path} can't be written by this user: choose another data folder`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new DataFolderError(`${path} is not a folder: choose another data folder`);
    default:
      return error;
  }
}
