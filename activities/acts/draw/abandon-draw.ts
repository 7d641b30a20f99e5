import { z } from 'zod';
import type { RandomnessSource } from '../../../domain/draw/randomness';
import { Refusal } from '../../../domain/errors';
import { abandonDraw as giveUp } from '../../draws/abandon-draw';
import { type CommittedDraw, committedDraw, isVoid } from '../../draws/reveal-panel-draw';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/**
 * A draw is given up before its randomness exists. It keeps its number and stays in the list with its reason. Afterwards
 * whoever got at the secret could give up what he does not like, so it is revealed.
 */
export const abandonDraw = defineAct({
  kind: 'draw.abandon',
  summary: 'Give up a frozen draw; it stays listed with its reason',
  body: z.object({ reason: prose(2_000) }),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const draw = await committedDraw(ctx, round.id);
    await requireUndecided(ctx, draw);
    const asked = round.seats.some(({ holders }) => holders.some((holder) => holder.asked > 0));
    await ctx.tx.round.update({ where: { id: round.id }, data: { step: asked ? 'inviting' : 'seats' } });
    await giveUp(ctx, draw, ctx.body.reason);
    return { result: { drawId: draw.id, number: draw.number } };
  },
});

/** @throws Refusal CEREMONY_HELD once digits are in, or a lottery's day has come; not where the digits turned out to be wrong */
async function requireUndecided(ctx: ActContext, { ceremony }: CommittedDraw): Promise<void> {
  const source = ceremony.source as unknown as RandomnessSource;
  const isPublished = source.kind === 'public-lottery' && source.date <= ctx.today;
  if ((ceremony.digits === null && !isPublished) || (await isVoid(ctx, ceremony.id))) return;
  throw new Refusal('CEREMONY_HELD', { field: 'draw', value: ceremony.id, allowed: 'draw.reveal' });
}
