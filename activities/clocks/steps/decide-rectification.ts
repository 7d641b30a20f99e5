import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** An item's limit has long passed: the director extends it, has the project re-inspected as is, or treats it as failed. */
export const decideRectification = defineStep({
  action: 'decide-rectification',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'decide-rectification', role: 'director' });
    return undefined;
  },
});
