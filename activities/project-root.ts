import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds package.json. Compiled code lives in dist/, templates, SQL and fonts do not,
 * so both find their files from here.
 *
 * @throws Error when no folder above `from` has a package.json.
 */
export function projectRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json above ${from}`);
  }
}

/** An absolute path below the project's root: `projectPath('templates', 'mail')`. */
export function projectPath(...parts: string[]): string {
  return join(projectRoot(), ...parts);
}
