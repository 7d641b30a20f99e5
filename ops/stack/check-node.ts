import { readFileSync } from 'node:fs';
import { projectPath } from '../project-root';

/**
 * Says plainly that Node is too old, instead of failing later in some package.
 *
 * @param running as in `process.version`.
 * @throws Error naming both versions.
 */
export function checkNode(running: string = process.version): void {
  const { engines } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));
  const needed = numbersOf(engines.node);
  const have = numbersOf(running);
  const first = needed.findIndex((number, at) => number !== (have[at] ?? 0));
  if (first >= 0 && (have[first] ?? 0) < (needed[first] ?? 0)) {
    throw new Error(
      `Dangyan needs Node ${engines.node}, this is ${running}: install a newer one from https://nodejs.org`,
    );
  }
}

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
