import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { stopClocks } from '../../clocks/run-clocks';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireFiles } from '../require-files';
import { continueReporting } from './report-clocks';

/** What has changed since the last report. */
const changes = z.object({
  progress: prose(2_000),
  investmentDoneWan: z.number().min(0).max(1e10).optional(),
  archives: prose(2_000),
  volumesFiled: z.int().min(0).max(1_000_000),
  problems: prose(2_000).optional(),
  attachments: z.array(z.hash('sha256')).max(20).default([]),
});

/** The owner reports a period that has ended; 'no change' is one click. */
export const submitReport = defineAct({
  kind: 'report.submit',
  summary: 'Report a period',
  body: z.discriminatedUnion('noChange', [
    z.object({ noChange: z.literal(true), period: z.string() }),
    z.object({ noChange: z.literal(false), period: z.string(), content: changes }),
  ]),
  async apply(ctx) {
    const { body, envelope } = ctx;
    const { period, noChange } = body;
    const open = await openClocks(ctx, 'periodic_report');
    const clock = open.find(({ subject }) => subject === period);
    if (!clock) {
      const allowed = open.map(({ subject }) => subject);
      throw new Refusal('PERIOD_NOT_OPEN', { field: 'period', value: period, allowed });
    }
    const end = clock.bases.periodEnd?.value ?? '';
    if (envelope.occurredOn <= end) {
      throw new Refusal('PERIOD_NOT_ENDED', { field: 'period', value: period, allowed: `after ${end}` });
    }
    if (!body.noChange) await requireFiles(ctx, 'content.attachments', body.content.attachments);
    const report = await ctx.tx.periodicReport.create({
      data: {
        projectId: ctx.project.id,
        period,
        noChange,
        content: body.noChange ? {} : body.content,
        factId: ctx.factId,
      },
    });
    await stopClocks(ctx, 'periodic_report', period, envelope.occurredOn);
    await continueReporting(ctx);
    await ensureTask(ctx, { kind: 'read-report', subject: period });
    return { result: { reportId: report.id, period } };
  },
});
