import type { ClockAction } from '../../../domain/clocks/clock-action';
import type { StepDefinition } from '../define-step';

const STEPS: readonly StepDefinition[] = [];

const byAction = new Map(STEPS.map((definition) => [definition.action, definition]));

/** @throws Error for an action that nobody performs */
export function stepDefinition(action: ClockAction): StepDefinition {
  const definition = byAction.get(action);
  if (!definition) throw new Error(`No step ${action} is defined`);
  return definition;
}
