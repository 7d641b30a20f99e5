import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import { reportItem as report } from '../../../domain/rectification/rectification-item';
import { settleClockTasks } from '../../clocks/clock-tasks';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';
import { asRule, requireItem } from './items';

/** The owner reports an item as put right, with evidence; the bureau's term to verify begins. */
export const reportItem = defineAct({
  kind: 'item.report',
  summary: 'Report a rectification item as done, with evidence',
  body: z.object({
    itemId: z.uuid(),
    text: z.string().min(1).max(5_000),
    evidence: z.array(z.hash('sha256')).max(50),
  }),
  async apply(ctx) {
    const { itemId, text, evidence } = ctx.body;
    const item = await requireItem(ctx, itemId);
    report(await asRule(ctx, item), evidence);
    await requireFiles(ctx, 'evidence', evidence);

    const number = (item.answers[0]?.number ?? 0) + 1;
    await ctx.tx.rectificationAnswer.create({
      data: { itemId, number, text, evidence, reportedFactId: ctx.factId },
    });
    await ctx.tx.rectificationItem.update({ where: { id: itemId }, data: { state: 'reported' } });
    const start = ctx.envelope.occurredOn;
    await stopClocks(ctx, 'rectification_item', itemId, start);
    await runClock(ctx, { kind: 'verify_item', subject: itemId, start, bases: { itemReported: actualDay(start) } });
    await settleClockTasks(ctx, 'rectification_item', itemId);
    await ensureTask(ctx, { kind: 'verify-item', subject: `${itemId}/${number}` });
    return { result: { itemId, answer: number } };
  },
});
