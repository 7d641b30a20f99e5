import { ensureTask } from '../../tasks/ensure-task';
import { defineStep } from '../define-step';

/** The officer finds the unknown date that the clock counts from: of all clocks that wait for one, the completion. */
export const findDate = defineStep({
  action: 'find-date',
  async apply(ctx) {
    await ensureTask(ctx, { kind: 'find-date', subject: 'completion' });
    return undefined;
  },
});
