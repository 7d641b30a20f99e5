import { z } from 'zod';
import { requireRound } from '../../process/require-round';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { currentOpinion } from './current-opinion';
import { requireIssuer } from './require-issuer';

/** The director finds a fault of form: names, counts, number, annexes. Result, votes and findings are not his to change. */
export const sendBackOpinion = defineAct({
  kind: 'opinion.send_back',
  summary: 'Send the opinion back for its form',
  body: z.object({ reason: z.string().min(1).max(2_000) }),
  async apply(ctx) {
    const opinion = await currentOpinion(ctx, ['form_check']);
    await requireIssuer(ctx, await requireRound(ctx));
    await ctx.tx.opinion.update({
      where: { id: opinion.id },
      data: { state: 'sent_back', sentBackReason: ctx.body.reason },
    });
    await ensureTask(ctx, { kind: 'mend-opinion-form', subject: ctx.factId, note: ctx.body.reason });
    return { result: { opinionId: opinion.id } };
  },
});
