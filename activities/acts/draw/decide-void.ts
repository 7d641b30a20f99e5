import { voidDraw } from '../../draws/void-draw';
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
    const proposal = await decide(ctx, 'draw_void', ctx.body);
    const result = { proposalId: proposal.id };
    if (!ctx.body.approve) return { result };
    const round = await requireRound(ctx);
    const draw = await revealedDraw(ctx, round.id, proposal.subjectId!);
    await voidDraw(ctx, draw, proposal.reason);
    const to = ctx.project.stage === 'convening' ? ('paneling' as const) : undefined;
    return { to, result: { ...result, number: draw.number } };
  },
});
