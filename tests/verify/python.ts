import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'verify', 'verify_draw.py');

export interface Ran {
  status: number | null;
  stdout: string;
}

/** Runs verify_draw.py as a stranger would. It needs a real Python: there is no test of it without. */
export function runPython(args: readonly string[]): Ran {
  const { error, status, stdout, stderr } = spawnSync('python3', [SCRIPT, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (error) throw new Error(`These tests need python3 (3.9 or later) on the PATH: ${error.message}`);
  if (stderr !== '') throw new Error(stderr);
  return { status, stdout };
}

/** Whether each record holds in the eyes of verify_draw.py, all in one run of it. */
export function holdInPython(records: readonly (string | Uint8Array)[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'records-'));
  try {
    const files = records.map((record, at) => {
      const file = join(folder, `${at}.json`);
      writeFileSync(file, record);
      return file;
    });
    const lines = runPython(files).stdout.trimEnd().split('\n');
    return files.map((file, at) => {
      const [, verdict] = /: (holds|DOES NOT HOLD|cannot be read)/.exec(lines[at] ?? '') ?? [];
      if (verdict === undefined || !lines[at]!.startsWith(file)) throw new Error(`No verdict on ${file}`);
      return verdict === 'holds';
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
