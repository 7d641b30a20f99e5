import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readPools } from './pools';
import { type Compared, sideBySide } from './side-by-side';
import { ALGORITHMS, runOwn, runSortition } from './sides';
import { sortitionEnvironment } from './sortition-environment';

new Command('bench:draw')
  .description('the draw table of pools of many shapes, side by side with sortition-algorithms')
  .option('--only <text>', 'pools whose name has this in it', '')
  .option('--limit <seconds>', 'what a solve may take', seconds, 600)
  .option('--report <file>', 'write the figures as JSON', (path) => resolve(path))
  .action(bench)
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });

function seconds(text: string): number {
  const limit = Number(text);
  if (!(limit > 0)) throw new InvalidArgumentError('Seconds above 0 are wanted.');
  return limit;
}

async function bench({ only, limit, report }: { only: string; limit: number; report?: string }): Promise<void> {
  const pools = Object.entries(readPools()).filter(([name]) => name.includes(only));
  if (pools.length === 0)
    throw new Error(`No pool has ${only} in its name; there are ${Object.keys(readPools()).join('; ')}`);
  const python = sortitionOrNone();
  const all: Compared[] = [];
  for (const [name, pool] of pools) {
    const compared: Compared = { name, pool, own: await runOwn(name, limit), sortition: {} };
    for (const algorithm of python ? ALGORITHMS : []) {
      console.log(`${name}: ${algorithm} …`);
      compared.sortition[algorithm] = await runSortition(python!, name, algorithm, limit);
    }
    all.push(compared);
    if (report) writeFileSync(report, JSON.stringify(all.map(({ pool: _, ...figures }) => figures)));
  }
  console.log(sideBySide(all));
}

/** Without it Dangyan's own figures remain. */
function sortitionOrNone(): string | null {
  try {
    return sortitionEnvironment();
  } catch (error) {
    console.error(`Nothing is compared: ${(error as Error).message}`);
    return null;
  }
}
