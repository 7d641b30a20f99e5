import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** The officer asks the owner for a new planned date or the application. */
export const askDateOrApplication = defineStep({
  action: 'ask-date-or-application',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'ask-date-or-application' });
    return undefined;
  },
});
