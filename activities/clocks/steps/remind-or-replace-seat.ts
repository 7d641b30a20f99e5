import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** A body named no member in time: the officer reminds it, or the director fills its seat. */
export const remindOrReplaceSeat = defineStep({
  action: 'remind-or-replace-seat',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'remind-body' });
    await ensureClockTask(ctx, clock, { kind: 'replace-member', role: 'director' });
    return undefined;
  },
});
