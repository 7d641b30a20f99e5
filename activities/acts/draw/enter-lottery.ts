import { z } from 'zod';
import { parseLotteryResult } from '../../../domain/draw/parse-lottery-result';
import type { RandomnessSource } from '../../../domain/draw/randomness';
import { Refusal } from '../../../domain/errors';
import { enterRandomness } from '../../draws/enter-randomness';
import { requireAgreedResult } from '../../draws/require-agreed-result';
import { type CommittedDraw, committedDraw } from '../../draws/reveal-panel-draw';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { reveal } from './reveal';

const numbers = z.string().max(400);

/**
 * The officer enters the published result of the lottery that the commitment named, twice, and the draw follows. For
 * further draws that wait for the same lottery the numbers must be the same.
 */
export const enterLottery = defineAct({
  kind: 'draw.enter_lottery',
  summary: 'Enter the result of the named public lottery, twice, and draw',
  body: z.object({ first: numbers, second: numbers }),
  async apply(ctx) {
    const round = await requireRound(ctx);
    await enter(ctx, await committedDraw(ctx, round.id));
    return reveal(ctx);
  },
});

/** @throws Refusal RANDOMNESS_SOURCE, OCCURRED_IN_FUTURE; those of `parseLotteryResult`, `requireAgreedResult` and `enterRandomness` */
async function enter(ctx: ActContext<{ first: string; second: string }>, draw: CommittedDraw): Promise<void> {
  const source = draw.ceremony.source as unknown as RandomnessSource;
  if (source.kind !== 'public-lottery') throw new Refusal('RANDOMNESS_SOURCE', { field: 'first', allowed: source });
  if (ctx.today < source.date) {
    throw new Refusal('OCCURRED_IN_FUTURE', { field: 'first', value: source.date, allowed: `${ctx.today} or before` });
  }
  const randomness = parseLotteryResult(ctx.body.first, ctx.body.second, source);
  if (draw.ceremony.digits === randomness.value) return;
  await requireAgreedResult(ctx, source, randomness);
  await enterRandomness(ctx, draw, randomness, {});
}
