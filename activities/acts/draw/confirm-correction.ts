import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { appendAudit } from '../../audit/append-audit';
import { ceremonyChain } from '../../draws/ceremony-chain';
import { committedDraw } from '../../draws/reveal-panel-draw';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';

/** The officer confirms the witness's note on a typing error: nothing is revealed before both say so. */
export const confirmCorrection = defineAct({
  kind: 'draw.confirm_correction',
  summary: 'Confirm the witness’s correction of the digits',
  body: z.object({}),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const { ceremony } = await committedDraw(ctx, round.id);
    if (ceremony.correctionNote === null || ceremony.correctionConfirmedById !== null) {
      throw new Refusal('NOT_FOUND', { field: 'correction', allowed: 'a correction that waits' });
    }
    if (ceremony.witnessId === ctx.actorId) throw new Refusal('SAME_PERSON', { allowed: 'another than the witness' });
    await ctx.tx.ceremony.update({ where: { id: ceremony.id }, data: { correctionConfirmedById: ctx.actorId } });
    await appendAudit(ctx.tx, await ceremonyChain(ctx, ceremony), {
      type: 'ceremony.correction_confirmed',
      actorId: ctx.actorId,
      at: ctx.now,
      payload: { ceremonyId: ceremony.id, correction: ceremony.formerDigits.length },
    });
    return { result: { ceremonyId: ceremony.id } };
  },
});
