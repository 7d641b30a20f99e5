import type { ClockRow } from '../../../domain/clocks/clock-row';
import type { ProcessContext } from '../../process/process-context';

/** The periods since the last report whose clocks have passed unanswered, the latest first. */
export async function silentPeriods(ctx: ProcessContext): Promise<string[]> {
  const stored = await ctx.tx.clock.findMany({
    where: { projectId: ctx.project.id, kind: 'periodic_report' },
    select: { row: true },
  });
  const reports = await ctx.tx.periodicReport.findMany({
    where: { projectId: ctx.project.id },
    select: { period: true },
  });
  const reported = new Set(reports.map(({ period }) => period));
  const passed = stored
    .map(({ row }) => row as unknown as ClockRow)
    .filter(({ ends }) => ends !== null && ends <= ctx.now.toISOString())
    .sort((a, b) => (a.ends! < b.ends! ? 1 : -1));
  const sinceReport = passed.findIndex(({ subject }) => reported.has(subject));
  const silent = sinceReport === -1 ? passed : passed.slice(0, sinceReport);
  return silent.filter(({ state }) => state !== 'stopped').map(({ subject }) => subject);
}
