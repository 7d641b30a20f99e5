import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { endRound } from '../../process/end-round';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { requireApplication } from './applications';
import { leaveReview } from './leave-review';

/** The owner withdraws; with the draw's commitment it is too late, since nobody may choose a panel by starting again. */
export const withdrawApplication = defineAct({
  kind: 'application.withdraw',
  summary: 'Withdraw the application',
  body: z.object({ reason: prose(2_000) }),
  async apply(ctx) {
    const application = await requireApplication(ctx, ['submitted', 'corrections_out', 'accepted']);
    await refuseAfterCommitment(ctx);
    if (ctx.position.round) await endRound(ctx, ctx.position.round, 'application_withdrawn');
    const to = await leaveReview(ctx, application.id, 'withdrawn');
    return { to, result: { applicationId: application.id } };
  },
});

/** @throws Refusal DRAW_COMMITTED */
async function refuseAfterCommitment(ctx: ActContext): Promise<void> {
  const { round } = ctx.position;
  if (!round) return;
  const draw = await ctx.tx.draw.findFirst({
    where: { roundId: round.id, state: { not: 'abandoned' } },
    select: { number: true },
  });
  if (draw)
    throw new Refusal('DRAW_COMMITTED', { field: 'draw', value: draw.number, allowed: 'before the commitment' });
}
