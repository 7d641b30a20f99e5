import { projectChain } from '../../domain/audit/audit-event';
import { appendAudit } from '../audit/append-audit';
import { tellPerson } from '../mail/enqueue';
import { ceremonyPath } from '../mail/paths';
import type { ActContext } from '../process/process-context';
import type { CommittedDraw } from './reveal-panel-draw';

/** Gives a draw up before its reveal. It keeps its number and stays listed with its reason, and is never opened. */
export async function abandonDraw(
  ctx: ActContext,
  draw: Omit<CommittedDraw, 'ceremony'> & { ceremony: CommittedDraw['ceremony'] | null },
  reason: string,
): Promise<void> {
  await ctx.tx.draw.update({
    where: { id: draw.id },
    data: { state: 'abandoned', abandonedReason: reason, abandonedFactId: ctx.factId },
  });
  if (draw.purpose === 'panel') await callOff(ctx, draw, reason);
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'draw.abandoned',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { drawId: draw.id, number: draw.number },
  });
}

/** A witness whose ceremony has nothing left to draw need not come. */
async function callOff(
  ctx: ActContext,
  { ceremony, number }: Parameters<typeof abandonDraw>[1],
  reason: string,
): Promise<void> {
  if (!ceremony?.witnessId) return;
  const left = await ctx.tx.draw.count({ where: { ceremonyId: ceremony.id, state: { not: 'abandoned' } } });
  if (left > 0) return;
  const formerStartsAt = ceremony.startsAt.toISOString();
  const about = { formerStartsAt, startsAt: null, place: null, reason, link: ceremonyPath(ceremony.id) };
  const occasion = { ceremony: ceremony.id, change: number };
  await tellPerson(ctx.tx, ctx.now, 'witness-changed', ceremony.witnessId, occasion, about);
}
