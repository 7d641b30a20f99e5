import type { Highs, Model } from 'highs';

/** A bound on a weighted sum of columns. */
export interface Row {
  lower: number;
  upper: number;
  indices: readonly number[];
  values: readonly number[];
}

/** HiGHS works to 1e-7 unless told otherwise, and takes a whole-number solution within 0.01 % for the best. */
const EXACT = {
  output_flag: false,
  primal_feasibility_tolerance: 1e-10,
  dual_feasibility_tolerance: 1e-10,
  mip_feasibility_tolerance: 1e-9,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-10,
};

/** Fills an empty model with columns from 0 to the given limits, and with rows. */
export function define(model: Model, limits: readonly number[], rows: readonly Row[]): void {
  model.options.set(EXACT);
  const zeros = limits.map(() => 0);
  model.addVars(zeros, limits);
  for (const { lower, upper, indices, values } of rows) model.addRow(lower, upper, { indices, values });
}

/** What a model was left with. */
export interface Optimum {
  objective: number;
  columns: Float64Array;
  rows: Float64Array;
  /** By how much the objective follows each row's bound; without meaning for whole numbers. */
  prices: Float64Array;
}

/**
 * Solves from where the last solve ended, or anew when rounding errors left HiGHS without an answer there.
 *
 * @throws Error when there is no optimum: of a problem found feasible that is a defect
 */
export function optimum(highs: Highs, model: Model): Optimum {
  const { optimal } = highs.constants.modelStatus;
  let { modelStatus } = model.run();
  if (modelStatus !== optimal) {
    model.clearSolver();
    ({ modelStatus } = model.run());
  }
  if (modelStatus !== optimal) throw new Error(`HiGHS found no optimum: ${modelStatus}`);
  const { colValue, rowValue, rowDual } = model.getSolution();
  return { objective: model.getObjectiveValue(), columns: colValue, rows: rowValue, prices: rowDual };
}
