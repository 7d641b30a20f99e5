import type { RoundPosition } from '../../domain/lifecycle/position';
import { withdrawProposals } from '../acts/proposals/two-people';
import { stopClocks } from '../clocks/run-clocks';
import { abandonDraw } from '../draws/abandon-draw';
import { dismissMembers } from '../draws/dismiss-members';
import { word } from '../mail/words';
import { settleTasks } from '../tasks/ensure-task';
import type { ActContext } from './process-context';
import type { RoundEnd } from './round-end';

/**
 * The one way in which a round ends. Where no result was announced its panel is dissolved, and what was committed to is
 * not drawn any more.
 */
export async function endRound(ctx: ActContext, round: Pick<RoundPosition, 'id' | 'step'>, reason: RoundEnd) {
  const { id } = round;
  if (reason !== 'passed' && reason !== 'failed' && round.step !== 'announced') {
    const committed = { roundId: id, state: 'committed' as const };
    for (const draw of await ctx.tx.draw.findMany({ where: committed, include: { ceremony: true } })) {
      await abandonDraw(ctx, draw, word('reason', reason));
    }
    await dismissMembers(ctx, id, {}, reason);
  }
  await withdrawProposals(ctx, { OR: [{ kind: 'departure', subjectId: id }, { kind: 'draw_void' }] });
  await ctx.tx.round.update({ where: { id }, data: { step: 'ended', endedAt: ctx.now, endReason: reason } });
  for (const kind of ['name_member', 'invitation_reply', 'meeting_notice', 'sign_opinion', 'issue_opinion'] as const) {
    await stopClocks(ctx, kind);
  }
  for (const kind of ['plan-meeting', 'fill-seats'] as const) await settleTasks(ctx, kind, id);
}
