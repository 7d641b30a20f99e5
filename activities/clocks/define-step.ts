import type { ClockAction } from '../../domain/clocks/clock-action';
import type { ClockRow, ClockStep } from '../../domain/clocks/clock-row';
import type { Stage } from '../../domain/lifecycle/stage';
import type { ProcessContext } from '../process/process-context';

/** What follows when a step of a clock fires. */
export interface StepDefinition {
  action: ClockAction;
  /** @returns the stage the project moves to, if it moves */
  apply(ctx: ProcessContext, clock: ClockRow, step: ClockStep): Promise<Stage | undefined>;
}

export function defineStep(definition: StepDefinition): StepDefinition {
  return definition;
}
