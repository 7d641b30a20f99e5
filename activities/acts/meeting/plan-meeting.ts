import { z } from 'zod';
import { keepPanel } from '../../draws/keep-panel';
import { approvedDepartures, panelPlan } from '../../draws/panel-plan';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { ensureTask, settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { ask } from '../panel-invitation/ask';
import { layOutSeats } from '../seats/lay-out-seats';
import { fixHalfDays, halfDays, place } from './fix-half-days';

/**
 * Fixes half-days and place, and lays out the seats by the template. A panel that is there already (a re-inspection's, one
 * kept from a round without a result, one postponed without a date) is asked at once.
 */
export const planMeeting = defineAct({
  kind: 'meeting.plan',
  summary: 'Fix the half-days and the place of the meeting, and lay out its seats',
  body: z.object({ halfDays, place }),
  async apply(ctx) {
    const { id, step } = await requireRound(ctx);
    await fixHalfDays(ctx, id, ctx.body);
    await settleTasks(ctx, 'plan-meeting', id);
    let round = await requireRound(ctx);
    const hadSeats = round.seats.length > 0;
    // A re-inspection brings its panel along, unless the round before it was held elsewhere.
    if (!hadSeats || (round.kind === 'acceptance' && !everAsked(round))) {
      await layOutSeats(ctx, round, await panelPlan(ctx, id, await approvedDepartures(ctx, id)));
      round = await requireRound(ctx);
      if (!hadSeats) round = await keepPanel(ctx, round);
    }
    const there = step === 'days' && round.seats.some(({ holders }) => holders.length > 0);
    const next = there ? 'inviting' : 'seats';
    await ctx.tx.round.update({ where: { id }, data: { step: next } });
    if (there) await askAll(ctx, round);
    await ensureTask(ctx, { kind: 'fill-seats', subject: id });
    return { result: { roundId: id, seats: round.seats.length, step: next } };
  },
});

const everAsked = ({ seats }: RoundWithPanel): boolean =>
  seats.some(({ holders }) => holders.some(({ asked }) => asked > 0));

/** Asks everybody on the panel for the half-days just fixed. */
async function askAll(ctx: ActContext, { id }: RoundWithPanel): Promise<void> {
  const postponed = await ctx.tx.fact.findFirst({
    where: { projectId: ctx.project.id, roundId: id, kind: 'meeting.postpone' },
    orderBy: { sequence: 'desc' },
    select: { detail: true },
  });
  if (postponed) await ctx.tx.round.update({ where: { id }, data: { noticeSequence: { increment: 1 } } });
  const round = await requireRound(ctx);
  const { reason } = (postponed?.detail ?? { reason: '' }) as { reason: string };
  const change = postponed ? { reason, formerSessions: [] } : undefined;
  for (const seat of round.seats) {
    for (const holder of seat.holders) await ask(ctx, round, seat, holder, change);
  }
}
