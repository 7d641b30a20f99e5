import { continueReporting, REPORTING_STAGES } from '../../acts/reports/report-clocks';
import { silentPeriods } from '../../acts/reports/silent-periods';
import { ensureClockTask } from '../clock-tasks';
import { defineStep } from '../define-step';

/**
 * A period's report did not come in time. The project is at risk when its owner was silent for several periods in a row: a
 * task that says so. The period under way gets its clock, whatever became of this one.
 */
export const markRisk = defineStep({
  action: 'mark-risk',
  async apply(ctx, clock) {
    const limit = ctx.rules.body.clocks.periodic_report.period?.riskAfterSilent ?? Number.POSITIVE_INFINITY;
    if ((await silentPeriods(ctx)).length >= limit) await ensureClockTask(ctx, clock, { kind: 'handle-silence' });
    if (REPORTING_STAGES.includes(ctx.project.stage)) await continueReporting(ctx);
    return undefined;
  },
});
