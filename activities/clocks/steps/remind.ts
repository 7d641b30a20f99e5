import { nextWorkingDay } from '../../../domain/calendar/working-days';
import { CLOCK_KINDS } from '../../../domain/clocks/clock-kind';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import type { ProcessContext } from '../../process/process-context';
import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';
import { reminderOf } from '../reminders/index';

/**
 * One mail to those whom the clock concerns. Who was reminded so often without an answer is telephoned instead, as is an
 * owner who lives on paper.
 */
export const remind = defineStep({
  action: 'remind',
  async apply(ctx, clock) {
    const before = clock.steps.filter(({ action, state }) => action === 'remind' && state === 'fired').length;
    const limit = ctx.rules.body.entry.maxUnansweredReminders;
    const owner = CLOCK_KINDS[clock.kind].concerns[0] === 'owner';
    if (before >= limit || (owner && ctx.project.paperOnly)) {
      await ensureClockTask(ctx, clock, { kind: 'phone', dueOn: ctx.today });
      return undefined;
    }
    if (clock.due === null) throw new Error(`Clock ${clock.id} reminds of no date`);
    await reminderOf(clock.kind)(ctx, { ...clock, due: clock.due }, before + 1);
    // A clock that has passed may have no later step, so the telephone call is asked for with the last mail.
    if (before + 1 === limit && hasPassed(clock, ctx)) {
      await ensureClockTask(ctx, clock, { kind: 'phone', dueOn: nextWorkingDay(ctx.calendar, ctx.today).date });
    }
    return undefined;
  },
});

function hasPassed({ ends }: ClockRow, { now }: ProcessContext): boolean {
  return ends !== null && ends <= now.toISOString();
}
