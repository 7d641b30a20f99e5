import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** Six months of suspension are over: the director confirms it anew or resumes the project. */
export const confirmSuspension = defineStep({
  action: 'confirm-suspension',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'confirm-suspension', role: 'director' });
    return undefined;
  },
});
