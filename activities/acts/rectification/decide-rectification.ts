import { z } from 'zod';
import { lastDayOf } from '../../../domain/calendar/partial-date';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { assertLimitDecision, limitDecisions } from '../../../domain/rectification/limit-decision';
import { settleClockTasks } from '../../clocks/clock-tasks';
import { stopClocks } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import { requireOwnDirector } from '../../people/require-own-director';
import { defineAct } from '../define-act';
import { beginReinspection } from './begin-reinspection';
import { asRule, plannedCompletion } from './items';

/** The limit of a failed project's items has passed: inspect again as things are, or treat it as failed again. */
export const decideRectification = defineAct({
  kind: 'rectification.decide',
  summary: 'Decide on items whose limit has passed: re-inspect as is, or treat as failed',
  body: z.object({
    decision: z.enum(['reinspect_as_is', 'treat_as_failed']),
    reason: z.string().min(1).max(2_000),
  }),
  async apply(ctx) {
    await requireOwnDirector(ctx);
    const roundId = ctx.position.rectifying!.roundId;
    const rows = await ctx.tx.rectificationItem.findMany({ where: { roundId } });
    const items = await Promise.all(rows.map((row) => asRule(ctx, row)));
    const planned = await plannedCompletion(ctx);
    const open = limitDecisions('failed', items, planned && lastDayOf(planned).date, ctx.today);
    assertLimitDecision(ctx.body.decision, ctx.body.reason, open);
    for (const { id } of rows) await settleClockTasks(ctx, 'rectification_item', id);
    if (ctx.body.decision === 'reinspect_as_is') return { to: await beginReinspection(ctx, roundId) };

    await stopClocks(ctx, 'rectification_item');
    const request = await issuePaper(ctx, { kind: 'criticism_request', content: { roundId, reason: ctx.body.reason } });
    const result = await ctx.tx.result.findUniqueOrThrow({ where: { roundId }, include: { round: true } });
    await tell(
      ctx,
      'project-barred',
      await ownersOf(ctx),
      { round: result.round.number },
      {
        documentNumber: request.reference ?? '',
        announcedOn: toLocalDate(result.announcedOn!),
        due: addWorkingDays(ctx.calendar, ctx.today, ctx.rules.body.entry.serviceWorkingDays).date,
        link: projectPath(ctx.project.code),
      },
    );
    return { to: 'barred' };
  },
});
