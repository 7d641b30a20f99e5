import { Refusal } from '../../../domain/errors';
import type { ActContext } from '../../process/process-context';

/** A hand-over that waits for its receiver. @throws Refusal NOT_FOUND, HAND_OVER_STATE, ACT_NOT_YOURS for another body's */
export async function pendingHandOver(ctx: ActContext, id: string) {
  const handOver = await ctx.tx.handOver.findFirst({ where: { id, projectId: ctx.project.id } });
  if (!handOver) throw new Refusal('NOT_FOUND', { field: 'handOverId', value: id });
  if (handOver.state !== 'submitted') {
    throw new Refusal('HAND_OVER_STATE', { field: 'handOverId', value: handOver.state, allowed: ['submitted'] });
  }
  const receiver = ctx.envelope.onBehalfOfId ?? ctx.envelope.deputyForId ?? ctx.actorId;
  const mine = await ctx.tx.grant.findFirst({
    where: { personId: receiver, role: 'receiver', organisationId: handOver.receiverId },
  });
  if (!mine && !ctx.roles.includes('officer')) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'handOverId', value: id, allowed: 'the receiver it was offered to' });
  }
  return handOver;
}
