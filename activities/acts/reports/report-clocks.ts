import { actualDay } from '../../../domain/calendar/partial-date';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import { reportPeriodOf } from '../../../domain/clocks/report-period';
import type { Stage } from '../../../domain/lifecycle/stage';
import { openClocks } from '../../clocks/clock-rows';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';

/** Stages in which the owner reports. */
export const REPORTING_STAGES: readonly Stage[] = ['tracking', 'reviewing'];

/**
 * Starts the clock of the reporting period that today falls in, unless it has one or is reported already. Called whenever
 * tracking begins, a report comes in or a period's clock passes, so that one period follows the other.
 *
 * @returns the clock of the period under way, if one runs
 */
export async function continueReporting(ctx: ProcessContext): Promise<ClockRow | undefined> {
  const rule = ctx.rules.body.clocks.periodic_report.period;
  if (!rule) return undefined;
  const { key, last } = reportPeriodOf(ctx.today, rule, ctx.project.worksStopped);
  const [running] = await openClocks(ctx, 'periodic_report', key);
  if (running) return running;
  const reported = await ctx.tx.periodicReport.findUnique({
    where: { projectId_period: { projectId: ctx.project.id, period: key } },
    select: { id: true },
  });
  if (reported) return undefined;
  const bases = { periodEnd: actualDay(last) };
  return runClock(ctx, { kind: 'periodic_report', subject: key, start: ctx.today, bases });
}

/** Periods that have not ended are no longer asked for; what was owed before stays owed. */
export async function dropCurrentPeriod(ctx: ProcessContext): Promise<void> {
  for (const { subject, bases } of await openClocks(ctx, 'periodic_report')) {
    if (bases.periodEnd && bases.periodEnd.value >= ctx.today) await stopClocks(ctx, 'periodic_report', subject);
  }
}

/** Tracking is over: no report is asked for any more. */
export function stopReporting(ctx: ProcessContext): Promise<void> {
  return stopClocks(ctx, 'periodic_report');
}
