import type { Highs } from 'highs';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import { roundWeights } from '../../../domain/draw/round-weights';
import { TABLE_TOTAL, type TableRow } from '../../../domain/draw/table-lottery';
import { leximin, type Progress } from './leximin';

/** The leximin distribution of a problem in whole weights. */
export function fairestTable(highs: Highs, problem: PanelProblem, tell?: (progress: Progress) => void): TableRow[] {
  const { shares } = leximin(highs, problem, tell);
  const people = problem.types.map((type) => type.people);
  const weights = roundWeights(shares, people, TABLE_TOTAL);
  return shares.flatMap(({ types }, row) => (weights[row]! > 0 ? [{ weight: weights[row]!, types: [...types] }] : []));
}
