import { actualDay } from '../../../domain/calendar/partial-date';
import type { Stage } from '../../../domain/lifecycle/stage';
import { runClock } from '../../clocks/run-clocks';
import type { ActContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';

/**
 * Opens the round of a re-inspection: the same members sit again where they can, vacancies are filled by a new numbered
 * draw, and each of them is asked anew.
 */
export async function beginReinspection(ctx: ActContext, failedRoundId: string): Promise<Stage> {
  const failed = await ctx.tx.round.findUniqueOrThrow({
    where: { id: failedRoundId },
    include: { seats: { orderBy: { number: 'asc' }, include: { holders: { where: { endedAt: null } } } } },
  });
  const { _max } = await ctx.tx.round.aggregate({ where: { projectId: ctx.project.id }, _max: { number: true } });
  const round = await ctx.tx.round.create({
    data: {
      projectId: ctx.project.id,
      number: (_max.number ?? 0) + 1,
      kind: 'reinspection',
      applicationId: failed.applicationId,
      ruleSetId: failed.ruleSetId,
    },
  });
  for (const { number, role, quota, holders } of failed.seats) {
    await ctx.tx.seat.create({
      data: {
        roundId: round.id,
        number,
        role,
        quota,
        state: holders.length > 0 ? 'invited' : 'vacant',
        holders: {
          create: holders.map(({ personId, via, drawId, ticketRank }) => ({
            personId,
            via,
            drawId,
            ticketRank,
            since: ctx.now,
            factId: ctx.factId,
          })),
        },
      },
    });
  }
  const start = ctx.envelope.occurredOn;
  await runClock(ctx, {
    kind: 'reinspection',
    subject: round.id,
    start,
    bases: { allItemsReported: actualDay(start) },
  });
  await ensureTask(ctx, { kind: 'plan-meeting', subject: round.id });
  return 'reinspecting';
}
