import { z } from 'zod';
import { type HandoverCount, type HandoverDifference, signHandover } from '../../../domain/handover/handover';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { closeWhenHandedOver } from './close-when-handed-over';
import { pendingHandOver, requireReceiver } from './pending-hand-over';
import { receiversOf, signedFor } from './receivers';

/** The receiver signs and with that accepts every itemised difference; the last signature closes the project. */
export const signHandOver = defineAct({
  kind: 'hand_over.sign',
  summary: 'Sign for the archives received',
  body: z.object({ handOverId: z.uuid() }),
  async apply(ctx) {
    const handOver = await pendingHandOver(ctx, ctx.body.handOverId);
    const { receiverId } = handOver;
    await requireReceiver(ctx, receiverId);
    const signedOn = ctx.envelope.occurredOn;
    const counts = handOver.counts as unknown as HandoverCount[];
    const differences = handOver.differences as unknown as HandoverDifference[];
    signHandover(ctx.rules.body.handover, { receiverId, counts, differences, signedOn: null }, signedOn);
    await ctx.tx.handOver.update({ where: { id: handOver.id }, data: { state: 'signed', answeredFactId: ctx.factId } });
    await stopClocks(ctx, 'hand_over', receiverId, signedOn);

    const receivers = await receiversOf(ctx);
    const signed = await signedFor(ctx);
    const left = receivers.filter(({ organisationId }) => !signed.includes(organisationId));
    await tell(
      ctx,
      'hand-over-accepted',
      await ownersOf(ctx),
      { receiver: receiverId },
      {
        receiver: receivers.find(({ organisationId }) => organisationId === receiverId)?.name ?? '',
        signedOn,
        receiversLeft: left.length,
        link: projectPath(ctx.project.code, 'hand-over'),
      },
    );
    const to = await closeWhenHandedOver(ctx);
    return { to, result: { handOverId: handOver.id, receiversLeft: left.length } };
  },
});
