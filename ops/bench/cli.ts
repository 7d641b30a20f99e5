import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { FIRST_DAY } from '../demo/perform';
import { PLAN_FILE, type PlanLine, readPlan } from '../demo/plan-lines';
import { startStage } from '../demo/stage';
import { Ends } from '../ends';
import { runUntilStopped } from '../run-until-stopped';
import { bareSide } from './bare-side';
import { comparisonOf, type Round } from './comparison';
import { realSide } from './real-side';

new Command('bench')
  .description('whole lives of projects on the real stack, against bare workflows of the same shape on the same server')
  .option('--sizes <n,n>', 'how many projects, one round each', wholeNumbers, [10, 109, 400])
  .option('--seed <n>', 'of all chance in what people do', Number, 1)
  .option('--report <file>', 'write the figures as JSON', (path) => resolve(path))
  .action((options: Options) => runUntilStopped((ends) => bench(options, ends)))
  .parse();

interface Options {
  sizes: number[];
  seed: number;
  report?: string;
}

async function bench(options: Options, ends: Ends): Promise<void> {
  const curtain = new AbortController();
  const { signal } = curtain;
  // A signal ends the round under way, and does not wait for it.
  const benching = roundsOf(options, signal).catch((error) => {
    if (signal.aborted) return;
    console.error(error);
    process.exitCode = 1;
  });
  ends.add(async () => {
    curtain.abort();
    await benching;
  });
}

async function roundsOf({ sizes, seed, report }: Options, signal: AbortSignal): Promise<void> {
  const rounds: Round[] = [];
  for (const size of sizes) {
    rounds.push(await roundOf(size, { seed, signal }));
    console.log(comparisonOf(rounds));
    if (report) writeFileSync(report, `${JSON.stringify(rounds, null, 2)}\n`);
  }
}

/** Both sides at one size, on a stack of their own. */
async function roundOf(size: number, { seed, signal }: { seed: number; signal: AbortSignal }): Promise<Round> {
  const say = (line: string) => console.log(`[${size}] ${line}`);
  const dataFolder = mkdtempSync(join(tmpdir(), 'dangyan-bench-'));
  const ends = new Ends();
  ends.add(async () => rmSync(dataFolder, { recursive: true, force: true }));
  try {
    const stage = await startStage({ dataFolder, port: 0, firstDay: FIRST_DAY, say }, ends);
    const { measured: real, shapes } = await realSide(stage, linesOf(size), { seed, say, signal });
    say(`real: ${real.finished} of ${size} lives in ${real.lifeSeconds.toFixed(0)} s`);
    const bare = await bareSide(stage.installation.client, stage.stack, shapes);
    say(`bare: ${size} lives in ${bare.lifeSeconds.toFixed(0)} s`);
    return { size, real, bare };
  } finally {
    await ends.stop();
  }
}

/** The demo's plan, from its beginning again where more is wanted. */
function linesOf(size: number): PlanLine[] {
  const plan = readPlan(PLAN_FILE, Math.min(size, readPlan(PLAN_FILE).length));
  return Array.from({ length: size }, (_, at) => {
    const line = plan[at % plan.length]!;
    const turn = Math.floor(at / plan.length);
    return turn === 0 ? line : { ...line, number: `${line.number}-${turn}`, name: `${line.name}（${turn + 1}期）` };
  });
}

function wholeNumbers(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((n) => Number.isInteger(n) && n > 0)) throw new InvalidArgumentError('whole numbers, please');
  return numbers;
}
