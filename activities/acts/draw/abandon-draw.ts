import { z } from 'zod';
import { projectChain } from '../../../domain/audit/audit-event';
import { appendAudit } from '../../audit/append-audit';
import { type CommittedDraw, committedDraw } from '../../draws/reveal-panel-draw';
import { tellPerson } from '../../mail/enqueue';
import { ceremonyPath } from '../../mail/paths';
import type { ActContext } from '../../process/process-context';
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
    await ctx.tx.draw.update({
      where: { id: draw.id },
      data: { state: 'abandoned', abandonedReason: ctx.body.reason, abandonedFactId: ctx.factId },
    });
    const asked = round.seats.some(({ holders }) => holders.some((holder) => holder.asked > 0));
    await ctx.tx.round.update({ where: { id: round.id }, data: { step: asked ? 'inviting' : 'seats' } });
    await callOff(ctx, draw);
    await appendAudit(ctx.tx, projectChain(ctx.project.code), {
      type: 'draw.abandoned',
      actorId: ctx.actorId,
      at: ctx.now,
      payload: { drawId: draw.id, number: draw.number },
    });
    return { result: { drawId: draw.id, number: draw.number } };
  },
});

/** A witness whose ceremony has nothing left to draw need not come. */
async function callOff(ctx: ActContext<{ reason: string }>, { ceremony, number }: CommittedDraw): Promise<void> {
  const left = await ctx.tx.draw.count({ where: { ceremonyId: ceremony.id, state: { not: 'abandoned' } } });
  if (left > 0 || !ceremony.witnessId) return;
  const about = {
    formerStartsAt: ceremony.startsAt.toISOString(),
    startsAt: null,
    place: null,
    reason: ctx.body.reason,
    link: ceremonyPath(ceremony.id),
  };
  const occasion = { ceremony: ceremony.id, change: number };
  await tellPerson(ctx.tx, ctx.now, 'witness-changed', ceremony.witnessId, occasion, about);
}
