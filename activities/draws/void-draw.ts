import { projectChain } from '../../domain/audit/audit-event';
import type { Draw } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import { stopClocks } from '../clocks/run-clocks';
import type { ActContext } from '../process/process-context';
import { requireRound } from '../process/require-round';
import { askOfficers } from '../tasks/ask-officers';
import { ensureTask } from '../tasks/ensure-task';
import { dismissMembers } from './dismiss-members';

/**
 * A draw from digits that were not those thrown is void (selection.md, step 5): it stays listed under its number with the
 * reason, whom it seated leaves, and another is to be committed to. Who sits by appointment or by an earlier draw stays.
 */
export async function voidDraw(ctx: ActContext, draw: Draw, reason: string): Promise<void> {
  const { id: drawId, roundId, ceremonyId } = draw;
  await markVoid(ctx, draw, reason);
  await dismissMembers(ctx, roundId, { drawId }, 'draw_void');
  const { seats } = await requireRound(ctx);
  const asked = seats.some(({ holders }) => holders.some((holder) => holder.asked > 0));
  await ctx.tx.round.update({
    where: { id: roundId },
    data: { step: asked ? 'inviting' : 'seats', noticeFactId: null, noticeSequence: { increment: 1 } },
  });
  await stopClocks(ctx, 'meeting_notice', roundId);
  await ensureTask(ctx, { kind: 'draw-again', subject: drawId });
  if (ceremonyId) await askOthers(ctx, drawId, ceremonyId);
}

/** The draw stays listed under its number, with the reason why it counts for nothing. */
export async function markVoid(ctx: ActContext, { id: drawId, number }: Draw, reason: string): Promise<void> {
  await ctx.tx.draw.update({
    where: { id: drawId },
    data: { state: 'void', abandonedReason: reason, abandonedFactId: ctx.factId },
  });
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'draw.voided',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { drawId, number },
  });
}

/** The same digits drew for other projects too: each bureau decides on its own. */
async function askOthers(ctx: ActContext, drawId: string, ceremonyId: string): Promise<void> {
  const others = await ctx.tx.draw.findMany({
    where: { ceremonyId, id: { not: drawId }, state: { in: ['committed', 'revealed'] } },
    select: { id: true, projectId: true, project: { select: { jurisdictionId: true } } },
  });
  const tasks = others.map(({ id, projectId, project: { jurisdictionId } }) => ({
    projectId,
    jurisdictionId,
    subject: id,
  }));
  await askOfficers(ctx.tx, 'check-void-draw', tasks, ctx.now);
}
