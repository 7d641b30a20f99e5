import type { BenchPool } from './pools';
import type { Algorithm, Cost, Failed, Figures, OwnFigures } from './sides';

/** Both sides on one pool. */
export interface Compared {
  name: string;
  pool: BenchPool;
  own: OwnFigures | Failed;
  sortition: Partial<Record<Algorithm, Figures | Failed>>;
}

/** Chances nearer than this count as the same. */
const SAME = 1e-6;

const HEADINGS = ['pool', 'side', 'lowest', 'highest', 'Gini', 'against it', 's', 'CPU s', 'MB', 'CPU ×'];

/** All figures as a table: Dangyan's, then what it is `against` by the others' and how many times their cost. */
export function sideBySide(all: readonly Compared[]): string {
  const rows = all.flatMap(({ name, pool: { known, prototypeSeconds }, own, sortition }) => {
    if ('failed' in own) return [[name, 'Dangyan', own.failed]];
    const best =
      known && comparedWith(own.chances, [known.lowest, known.highest]) === 'the same' ? 'best by counting' : '';
    return [
      [name, `Dangyan, ${own.types} types`, ...chancesOf(own.chances), best, ...costs(own), own.peakMb.toFixed(0)],
      ['', 'in whole weights', ...chancesOf(own.rounded)],
      ['', 'first in its process', '', '', '', '', ...costs(own.first)],
      ...(prototypeSeconds && known
        ? [['', 'a prototype', shown(known.lowest), shown(known.highest), '', '', prototypeSeconds.toFixed(2)]]
        : []),
      ...Object.entries(sortition).map(([algorithm, figures]) => ['', algorithm, ...theirColumns(own, figures)]),
    ].map((row) => [...row, ...Array(HEADINGS.length - row.length).fill('')]);
  });
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function theirColumns(own: OwnFigures, figures: Figures | Failed): string[] {
  if ('failed' in figures) return [figures.failed];
  return [
    ...chancesOf(figures.chances),
    comparedWith(own.chances, figures.chances),
    ...costs(figures),
    figures.peakMb.toFixed(0),
    (figures.cpuSeconds / own.cpuSeconds).toFixed(0),
  ];
}

const costs = ({ seconds, cpuSeconds }: Cost): string[] => [seconds.toFixed(2), cpuSeconds.toFixed(2)];

const chancesOf = (chances: readonly number[]): string[] =>
  [Math.min(...chances), Math.max(...chances), gini(chances)].map(shown);

const shown = (figure: number): string => Math.abs(figure).toFixed(6);

/** How the lowest and the highest chance of a lottery compare with another's. */
export function comparedWith(
  own: readonly number[],
  others: readonly number[],
): 'the same' | 'better' | 'worse' | 'mixed' {
  const raised = Math.min(...own) - Math.min(...others);
  const lowered = Math.max(...others) - Math.max(...own);
  if (Math.max(Math.abs(raised), Math.abs(lowered)) <= SAME) return 'the same';
  if (raised >= -SAME && lowered >= -SAME) return 'better';
  return raised <= SAME && lowered <= SAME ? 'worse' : 'mixed';
}

/** 0 when all have the same, towards 1 when one has all. */
export function gini(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const sum = ascending.reduce((a, b) => a + b);
  const weighted = ascending.reduce((total, value, at) => total + (2 * (at + 1) - values.length - 1) * value, 0);
  return weighted / values.length / sum;
}
