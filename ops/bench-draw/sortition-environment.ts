import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../activities/project-root';

const REQUIREMENTS = projectPath('ops', 'bench-draw', 'requirements.txt');

/**
 * Python of an environment that has sortition-algorithms as pinned, made by `pip` when it is not there yet. It is kept in the
 * user's cache folder, one per set of requirements.
 *
 * @throws Error that says what could not be had
 */
export function sortitionEnvironment(): string {
  const set = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dangyan', `sortition-${set}`);
  const python = join(folder, 'bin', 'python');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return python;
  rmSync(folder, { recursive: true, force: true });
  must('python3 (3.11 or later) makes no environment', 'python3', ['-m', 'venv', folder]);
  console.log(`Installing sortition-algorithms into ${folder} …`);
  must('pip cannot install sortition-algorithms', python, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS]);
  writeFileSync(complete, '');
  return python;
}

function must(failure: string, command: string, args: string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${failure}: ${error?.message ?? stderr.trim()}`);
}
