import { stopClocks } from '../../clocks/run-clocks';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { membersWithoutNotice } from './notice-standing';

/** A member was served or did without: with the last of them nothing about the notice stands open. */
export async function panelNoticeServed(ctx: ActContext): Promise<undefined> {
  if (!ctx.position.round) return undefined;
  const round = await requireRound(ctx);
  if (round.step !== 'full' || (await membersWithoutNotice(ctx, round)).length > 0) return undefined;
  await stopClocks(ctx, 'meeting_notice', round.id, ctx.envelope.occurredOn);
  return undefined;
}
