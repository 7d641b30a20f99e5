import { digestOf } from '../../../domain/crypto/sha256';
import type { Constraints } from '../../../domain/draw/constraints';
import { canRelaxTo } from '../../../domain/draw/refill';
import { constraintsInForce, drawInForce } from '../../draws/draw-in-force';
import { vacantExpertSeats } from '../../draws/filter-pool-for';
import { approvedDepartures, panelPlan } from '../../draws/panel-plan';
import { settlePanel } from '../../draws/settle-panel';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';
import { layOutSeats } from './lay-out-seats';

/**
 * The director approves a departure before the commitment. After a draw that left seats vacant it relaxes what binds them,
 * and the draw's own alternates fill them at once; where it counts what the draw did not, they wait for a new one.
 */
export const decideDeparture = defineAct({
  kind: 'departure.decide',
  summary: 'Approve or send back a departure from the panel template',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'departure', ctx.body);
    const result = { proposalId: proposal.id };
    if (!ctx.body.approve) return { result };
    const round = await requireRound(ctx);
    const plan = await panelPlan(ctx, round.id, await approvedDepartures(ctx, round.id));
    if (round.step === 'inviting') await relax(ctx, round, plan.constraints);
    else if (round.step === 'seats') await layOutSeats(ctx, round, plan);
    return { result };
  },
});

async function relax(ctx: ActContext, round: RoundWithPanel, constraints: Constraints): Promise<void> {
  if (vacantExpertSeats(round).length === 0) return;
  const draw = await drawInForce(ctx, round.id);
  if (!draw || ctx.today > draw.validUntil || !canRelaxTo(draw.bundle.document, constraints)) return;
  if (digestOf(constraintsInForce(draw.bundle)) === digestOf(constraints)) return;
  await settlePanel(ctx, draw, [{ kind: 'relaxation', constraints }]);
}
