import type { Highs, Model } from 'highs';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import { define, optimum, type Row } from './solver';

/** Finds the panel worth most, as how many of each type it takes, when a person of each type is worth this much. */
export interface BestPanel {
  find(worth: readonly number[]): number[];
  /** The same, but null where it would take long. */
  findAtOnce(worth: readonly number[]): number[] | null;
}

/** Below this a number of people is whole. */
const WHOLE = 1e-6;

/**
 * The best panels of a problem: a whole-number programme over types. Its relaxation is solved first, for that is quick and mostly
 * gives whole numbers by itself.
 *
 * @param relaxed an empty model
 * @param whole another
 */
export function bestPanel(highs: Highs, relaxed: Model, whole: Model, problem: PanelProblem): BestPanel {
  const { types, quotas, caps, seats } = problem;
  const limits = types.map(({ people }) => Math.min(people, seats));
  const sum = (indices: readonly number[], lower: number, upper: number): Row => ({
    lower,
    upper,
    indices,
    values: indices.map(() => 1),
  });
  const all = [...types.keys()];
  const rows = [
    sum(all, seats, seats),
    ...quotas.map(({ min, max }, quota) =>
      sum(
        all.filter((type) => types[type]!.quotas.includes(quota)),
        min,
        max,
      ),
    ),
    ...caps.filter(({ atMost }) => atMost < seats).map((cap) => sum(cap.types, 0, cap.atMost)),
  ];
  const every = { kind: 'range', from: 0, to: types.length - 1 } as const;
  for (const model of [relaxed, whole]) {
    define(model, limits, rows);
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
  }
  whole.changeColsIntegrality(
    every,
    all.map(() => highs.constants.variableType.integer),
  );
  const panelBy = (model: Model, worth: readonly number[]): number[] | null => {
    model.changeColsCost(every, worth);
    const { columns } = optimum(highs, model);
    const isWhole = columns.every((count) => Math.abs(count - Math.round(count)) < WHOLE);
    return isWhole ? [...columns].map(Math.round) : null;
  };
  return {
    find: (worth) => panelBy(relaxed, worth) ?? panelBy(whole, worth)!,
    findAtOnce: (worth) => panelBy(relaxed, worth),
  };
}
