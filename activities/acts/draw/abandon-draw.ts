import { z } from 'zod';
import { abandonDraw as giveUp } from '../../draws/abandon-draw';
import { committedDraw } from '../../draws/reveal-panel-draw';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** A draw is given up before its reveal. It keeps its number and stays in the list with its reason. */
export const abandonDraw = defineAct({
  kind: 'draw.abandon',
  summary: 'Give up a frozen draw; it stays listed with its reason',
  body: z.object({ reason: prose(2_000) }),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const draw = await committedDraw(ctx, round.id);
    const asked = round.seats.some(({ holders }) => holders.some((holder) => holder.asked > 0));
    await ctx.tx.round.update({ where: { id: round.id }, data: { step: asked ? 'inviting' : 'seats' } });
    await giveUp(ctx, draw, ctx.body.reason);
    return { result: { drawId: draw.id, number: draw.number } };
  },
});
