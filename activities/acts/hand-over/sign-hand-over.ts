import { z } from 'zod';
import { type HandoverCount, type HandoverDifference, signHandover } from '../../../domain/handover/handover';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { closeProject } from '../../process/close-project';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { pendingHandOver } from './pending-hand-over';
import { receiversOf } from './receivers';

/** The receiver signs and with that accepts every itemised difference; the last signature closes the project. */
export const signHandOver = defineAct({
  kind: 'hand_over.sign',
  summary: 'Sign for the archives received',
  body: z.object({ handOverId: z.uuid() }),
  async apply(ctx) {
    const handOver = await pendingHandOver(ctx, ctx.body.handOverId);
    const { receiverId } = handOver;
    const signedOn = ctx.envelope.occurredOn;
    const counts = handOver.counts as unknown as HandoverCount[];
    const differences = handOver.differences as unknown as HandoverDifference[];
    signHandover(ctx.rules.body.handover, { receiverId, counts, differences, signedOn: null }, signedOn);
    await ctx.tx.handOver.update({ where: { id: handOver.id }, data: { state: 'signed', answeredFactId: ctx.factId } });
    await stopClocks(ctx, 'hand_over', receiverId, signedOn);

    const receivers = await receiversOf(ctx);
    const signed = await ctx.tx.handOver.findMany({ where: { projectId: ctx.project.id, state: 'signed' } });
    const left = receivers.filter(({ organisationId }) => !signed.some((each) => each.receiverId === organisationId));
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
    if (left.length > 0) return { result: { handOverId: handOver.id, receiversLeft: left.length } };
    const open = await ctx.tx.rectificationItem.count({
      where: { projectId: ctx.project.id, state: { not: 'closed' } },
    });
    if (open > 0) {
      // Open items block the end of the hand-over: verifying the last of them closes the project.
      await ensureTask(ctx, { kind: 'close-open-items', subject: handOver.id });
      return { result: { handOverId: handOver.id, openItems: open } };
    }
    return { to: await closeProject(ctx, 'handed_over', null), result: { handOverId: handOver.id } };
  },
});
