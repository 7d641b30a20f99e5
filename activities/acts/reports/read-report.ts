import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';

/** The officer has read a report. */
export const readReport = defineAct({
  kind: 'report.read',
  summary: 'Mark a report as read',
  body: z.object({ reportId: z.uuid() }),
  async apply(ctx) {
    const { reportId } = ctx.body;
    const report = await ctx.tx.periodicReport.findFirst({ where: { id: reportId, projectId: ctx.project.id } });
    if (!report) throw new Refusal('NOT_FOUND', { field: 'reportId', value: reportId });
    // Who read it first stays on record.
    if (!report.readById) {
      await ctx.tx.periodicReport.update({ where: { id: reportId }, data: { readById: ctx.actorId } });
    }
    await settleTasks(ctx, 'read-report', report.period);
    return { result: { reportId } };
  },
});
