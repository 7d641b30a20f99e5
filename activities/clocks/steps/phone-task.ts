import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** The officer telephones those whom the clock concerns. */
export const phoneTask = defineStep({
  action: 'phone-task',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'phone', dueOn: ctx.today });
    return undefined;
  },
});
