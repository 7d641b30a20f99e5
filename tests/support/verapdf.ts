import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FOLDER = join(__dirname, 'verapdf');
/** Where Maven puts the validator, once a machine. */
const LIBRARY = join(tmpdir(), 'dangyan-verapdf-1.28.1');

/** The validator's folder of libraries; null where there is no Java or Maven, or nothing can be fetched. */
export function verapdf(): string | null {
  if (existsSync(join(LIBRARY, 'validation-model-1.28.1.jar'))) return LIBRARY;
  const fetched = spawnSync('mvn', ['-q', 'dependency:copy-dependencies', `-DoutputDirectory=${LIBRARY}`], {
    cwd: FOLDER,
  });
  return fetched.status === 0 ? LIBRARY : null;
}

/** What veraPDF says of each file as PDF/A-2a: PASS, or what it breaks. */
export function validate(library: string, files: readonly Uint8Array[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  try {
    const paths = files.map((_, at) => join(folder, `${at}.pdf`));
    for (const [at, path] of paths.entries()) writeFileSync(path, files[at]!);
    const args = ['-cp', join(library, '*'), join(FOLDER, 'Validate.java'), ...paths];
    const said = execFileSync('java', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return said.split('\n').filter((line) => /^(PASS|FAIL)/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
