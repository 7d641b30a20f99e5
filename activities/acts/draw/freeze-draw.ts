import { z } from 'zod';
import { freezePanelDraw } from '../../draws/freeze-panel-draw';
import { requireRound } from '../../process/require-round';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { line, localDate, prose } from '../field-types';

const randomness = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ceremony'), ceremonyId: z.uuid() }),
  z.object({
    kind: z.literal('dice'),
    startsAt: z.iso.datetime({ offset: true }),
    place: line(),
    witnessId: z.uuid(),
    bring: prose(500),
  }),
  z.object({
    kind: z.literal('public-lottery'),
    name: line(100),
    date: localDate,
    count: z.int().min(5).max(20),
    maximum: z.int().min(9).max(99),
  }),
]);

const body = z.object({ pool: z.enum(['own', 'parent']).default('own'), randomness });

/** Freezes the pool and commits to a draw for the vacant seats, before any randomness exists. */
export const freezeDraw = defineAct({
  kind: 'draw.freeze',
  summary: 'Freeze the pool and commit to a draw for the vacant expert seats',
  body,
  async apply(ctx) {
    const round = await requireRound(ctx);
    const draw = await freezePanelDraw(ctx, round, ctx.body);
    await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'frozen' } });
    await settleTasks(ctx, 'fill-seats', round.id);
    return { result: { drawId: draw.id, number: draw.number, ceremonyId: draw.ceremonyId, root: draw.root } };
  },
});
