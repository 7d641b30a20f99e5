import loadHighs from 'highs';
import { leximin } from '../../activities/draws/leximin/leximin';
import { solveTable } from '../../activities/draws/leximin/solve-table';
import { inOwnOrder, panelProblem, panelTypes } from '../../domain/draw/panel-types';
import { TABLE_TOTAL } from '../../domain/draw/table-lottery';
import { timed } from '../bench/measured';
import { questionOf, readPools } from './pools';
import type { OwnFigures } from './sides';

/**
 * A process of its own, so that its memory is that of these solves: own-side.js NAME. Solves twice as a freeze does, in a thread:
 * the first time in its process, and as a server that drew before. The chances before rounding, which a freeze has no use for, are
 * found once more, outside the figures.
 */
async function solve(name: string): Promise<OwnFigures> {
  const question = questionOf(readPools()[name]!);
  const freeze = async () => {
    const problem = panelProblem(question, inOwnOrder(panelTypes(question)));
    return { problem, rows: await solveTable(problem) };
  };
  const first = await timed(freeze);
  const { result, seconds, cpuSeconds } = await timed(freeze);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const { problem, rows } = result;
  const { chances } = leximin(await loadHighs(), problem);
  const rounded = problem.types.map(() => 0);
  for (const { types, weight } of rows) {
    for (const type of types) rounded[type]! += weight / TABLE_TOTAL / problem.types[type]!.people;
  }
  const perPerson = (byType: readonly number[]): number[] =>
    problem.types.flatMap(({ people }, type) => Array<number>(people).fill(byType[type]!));
  return {
    seconds,
    cpuSeconds,
    first: { seconds: first.seconds, cpuSeconds: first.cpuSeconds },
    peakMb,
    types: problem.types.length,
    rows: rows.length,
    chances: perPerson(chances),
    rounded: perPerson(rounded),
  };
}

solve(process.argv[2]!).then(
  (figures) => console.log(JSON.stringify(figures)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
