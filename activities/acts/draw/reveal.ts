import { committedDraw, revealPanelDraw } from '../../draws/reveal-panel-draw';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import type { ActOutcome } from '../define-act';
import { ask } from '../panel-invitation/ask';

/** Opens the round's draw, seats who was drawn, and asks everybody on the panel who has not been asked. */
export async function reveal(ctx: ActContext): Promise<ActOutcome> {
  const before = await requireRound(ctx);
  const draw = await committedDraw(ctx, before.id);
  await ctx.tx.round.update({ where: { id: before.id }, data: { step: 'inviting' } });
  await revealPanelDraw(ctx, before, draw);
  const round = await requireRound(ctx);
  for (const seat of round.seats) {
    for (const holder of seat.holders) if (holder.asked === 0) await ask(ctx, round, seat, holder);
  }
  return { result: { drawId: draw.id, number: draw.number } };
}
