import { actualDay } from '../../../domain/calendar/partial-date';
import { pauseClocks, runClock } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';

/** The director suspends: every clock of the project stops, and the six months begin after which he confirms anew. */
export const decideSuspension = defineAct({
  kind: 'suspension.decide',
  summary: 'Approve or send back a proposed suspension',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'suspension', ctx.body);
    if (!ctx.body.approve) return { result: { proposalId: proposal.id } };
    const { reason, document } = proposal.content as { reason: string; document: string };
    const from = ctx.envelope.occurredOn;
    const suspension = await ctx.tx.suspension.create({
      data: { projectId: ctx.project.id, reason, document, from: toDate(from), beganFactId: ctx.factId },
    });
    const number = await ctx.tx.suspension.count({ where: { projectId: ctx.project.id } });
    await pauseClocks(ctx, 'suspension', from);
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { suspended: true } });
    const bases = { suspended: actualDay(from) };
    const clock = await runClock(ctx, { kind: 'suspension', subject: suspension.id, start: from, bases });
    await tell(
      ctx,
      'project-suspended',
      await ownersOf(ctx),
      { suspension: number },
      {
        reason,
        documentNumber: document,
        suspendedOn: from,
        until: clock.due ?? from,
        link: projectPath(ctx.project.code),
      },
    );
    return { result: { suspensionId: suspension.id } };
  },
});
