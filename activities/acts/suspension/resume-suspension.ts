import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import { CLOCK_KINDS } from '../../../domain/clocks/clock-kind';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { settleClockTasks } from '../../clocks/clock-tasks';
import { resumeClocks, runClock, stopClocks } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
import { requireOwnDirector } from '../../people/require-own-director';
import { defineAct } from '../define-act';

/** Ends a suspension, its clocks going on later by the pause, or confirms it anew for another term. */
export const resumeSuspension = defineAct({
  kind: 'suspension.resume',
  summary: 'Resume a suspended project, or confirm its suspension anew',
  body: z.object({ confirmAnew: z.boolean(), reason: z.string().min(1).max(2_000) }),
  async apply(ctx) {
    await requireOwnDirector(ctx);
    const suspension = await ctx.tx.suspension.findFirst({ where: { projectId: ctx.project.id, until: null } });
    if (!suspension) throw new Refusal('NOT_SUSPENDED', { stage: ctx.project.stage });
    const on = ctx.envelope.occurredOn;
    await stopClocks(ctx, 'suspension', suspension.id, on);
    await settleClockTasks(ctx, 'suspension', suspension.id);
    if (ctx.body.confirmAnew) {
      await ctx.tx.suspension.update({ where: { id: suspension.id }, data: { confirmedOn: toDate(on) } });
      const bases = { suspended: actualDay(on) };
      await runClock(ctx, { kind: 'suspension', subject: suspension.id, start: on, bases });
      return { result: { suspensionId: suspension.id } };
    }
    await ctx.tx.suspension.update({
      where: { id: suspension.id },
      data: { until: toDate(on), endedFactId: ctx.factId },
    });
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { suspended: false } });
    await resumeClocks(ctx, 'suspension', on);
    const clocks = await openClocks(ctx);
    const number = await ctx.tx.suspension.count({ where: { projectId: ctx.project.id } });
    await tell(
      ctx,
      'project-resumed',
      await ownersOf(ctx),
      { suspension: number },
      {
        resumedOn: on,
        deadlines: clocks.flatMap(({ kind, due }) =>
          due && CLOCK_KINDS[kind].concerns[0] === 'owner' ? [{ title: word('clock', kind), due }] : [],
        ),
        link: projectPath(ctx.project.code),
      },
    );
    return { result: { suspensionId: suspension.id } };
  },
});
