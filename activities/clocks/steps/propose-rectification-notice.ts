import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/** A finding of a visit was long not put right: a rectification notice is proposed to the officer. */
export const proposeRectificationNotice = defineStep({
  action: 'propose-rectification-notice',
  async apply(ctx, clock) {
    await ensureClockTask(ctx, clock, { kind: 'propose-rectification-notice', dueOn: ctx.today });
    return undefined;
  },
});
