import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../project-root';

/** What a paper was set with: others give other bytes for the same words, so it is kept beside them. */
export interface SetWith {
  /** Version by package. */
  packages: Record<string, string>;
  /** SHA-256 over the layout's own files. */
  layout: string;
}

const PACKAGES = [
  '@myriaddreamin/typst-ts-node-compiler',
  '@expo-google-fonts/noto-serif-sc',
  '@expo-google-fonts/noto-sans-sc',
];

let known: SetWith | undefined;

export function setWith(): SetWith {
  if (!known) {
    const folder = projectPath('templates', 'papers');
    const layout = createHash('sha256');
    for (const file of readdirSync(folder).sort()) layout.update(readFileSync(join(folder, file)));
    known = {
      packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
      layout: layout.digest('hex'),
    };
  }
  return known;
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;
