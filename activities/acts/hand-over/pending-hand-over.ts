import { Refusal } from '../../../domain/errors';
import { holdersAt } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';

/** A hand-over that waits for its receiver. @throws Refusal NOT_FOUND, HAND_OVER_STATE */
export async function pendingHandOver(ctx: ActContext, id: string) {
  const handOver = await ctx.tx.handOver.findFirst({ where: { id, projectId: ctx.project.id } });
  if (!handOver) throw new Refusal('NOT_FOUND', { field: 'handOverId', value: id });
  if (handOver.state !== 'submitted') {
    throw new Refusal('HAND_OVER_STATE', { field: 'handOverId', value: handOver.state, allowed: ['submitted'] });
  }
  return handOver;
}

/** That who answers, or in whose name an officer does, acts for the receiver today. @throws Refusal ACT_NOT_YOURS */
export async function requireReceiver(ctx: ActContext, receiverId: string): Promise<void> {
  const { onBehalfOfId, deputyForId } = ctx.envelope;
  const personId = onBehalfOfId ?? deputyForId ?? ctx.actorId;
  if ((await holdersAt(ctx, 'receiver', receiverId)).includes(personId)) return;
  throw new Refusal('ACT_NOT_YOURS', {
    field: 'handOverId',
    value: receiverId,
    allowed: 'the receiver it was offered to',
  });
}
