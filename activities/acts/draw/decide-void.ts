import type { z } from 'zod';
import type { DrawPurpose } from '../../../prisma/generated/client';
import { voidDraw } from '../../draws/void-draw';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';
import { revealedDraw } from './propose-void';

/** The director finds that the digits were others: the draw is void, and is repeated under another number. */
export const decideVoid = defineAct({
  kind: 'draw.decide_void',
  summary: 'Decide that a draw is void, or send the proposal back',
  body: decisionBody,
  async apply(ctx) {
    const result = await decideVoiding(ctx, 'panel', voidDraw);
    const to = result.number && ctx.project.stage === 'convening' ? ('paneling' as const) : undefined;
    return { to, result };
  },
});

/** @returns the number of the draw when it is void now */
export async function decideVoiding(
  ctx: ActContext<z.infer<typeof decisionBody>>,
  purpose: DrawPurpose,
  make: typeof voidDraw,
): Promise<{ proposalId: string; number?: number }> {
  const { id: proposalId, subjectId, reason } = await decide(ctx, 'draw_void', ctx.body);
  if (!ctx.body.approve) return { proposalId };
  const round = await requireRound(ctx);
  const draw = await revealedDraw(ctx, { roundId: round.id, purpose }, subjectId!);
  await make(ctx, draw, reason);
  return { proposalId, number: draw.number };
}
