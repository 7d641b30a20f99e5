import type { Measured } from './measured';
import type { RealMeasured } from './real-side';

/** Both sides at one size. */
export interface Round {
  size: number;
  real: RealMeasured;
  bare: Measured;
}

const HEADINGS = [
  'projects',
  'finished',
  'set-up s',
  'life s',
  's a project',
  'CPU s a project',
  'events',
  'vote p50/p95 ms',
];

/** The figures of all rounds as a table, and under it their ratios. */
export function comparisonOf(rounds: readonly Round[]): string {
  const rows = rounds.flatMap(({ real, bare }) => [
    ['real', ...columns(real, real.setUpSeconds.toFixed(0))],
    ['bare', ...columns(bare, '')],
  ]);
  const table = [['side', ...HEADINGS], ['', ...HEADINGS].map(() => '---'), ...rows];
  return [...table.map((row) => `| ${row.join(' | ')} |`), '', ...rounds.map(ratiosOf)].join('\n');
}

function columns(side: Measured, setUp: string): string[] {
  const { projects, finished, lifeSeconds, cpuSeconds, eventsPerProject, voteMs } = side;
  return [
    `${projects}`,
    `${finished}`,
    setUp,
    lifeSeconds.toFixed(0),
    (lifeSeconds / projects).toFixed(2),
    (cpuSeconds / projects).toFixed(2),
    `${eventsPerProject.median} (at most ${eventsPerProject.max})`,
    `${voteMs.p50.toFixed(0)}/${voteMs.p95.toFixed(0)} of ${voteMs.count}`,
  ];
}

function ratiosOf({ size, real, bare }: Round): string {
  const events = real.eventsPerProject.median / bare.eventsPerProject.median;
  const answer = real.voteMs.p95 / bare.voteMs.p95;
  const wall = real.lifeSeconds / bare.lifeSeconds;
  const beside =
    real.troubles + real.violations > 0 ? `; ${real.troubles} troubles, ${real.violations} violations` : '';
  return `${size}: events ${events.toFixed(2)} × bare, vote p95 ${answer.toFixed(2)} × bare, life ${wall.toFixed(1)} × bare${beside}`;
}
