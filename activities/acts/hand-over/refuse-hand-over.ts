import { z } from 'zod';
import { openClocks } from '../../clocks/clock-rows';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { pendingHandOver, requireReceiver } from './pending-hand-over';
import { receiversOf } from './receivers';

/** The receiver does not accept the differences, or found others; the owner offers again. */
export const refuseHandOver = defineAct({
  kind: 'hand_over.refuse',
  summary: 'Refuse a hand-over, naming the differences',
  body: z.object({
    handOverId: z.uuid(),
    differences: z.array(z.object({ title: z.string().min(1).max(200), reason: z.string().min(1).max(2_000) })).min(1),
  }),
  async apply(ctx) {
    const handOver = await pendingHandOver(ctx, ctx.body.handOverId);
    const { receiverId, attempt } = handOver;
    // An officer says it by himself too, having counted with the receiver.
    if (!ctx.roles.includes('officer')) await requireReceiver(ctx, receiverId);
    await ctx.tx.handOver.update({
      where: { id: handOver.id },
      data: {
        state: 'refused',
        refusal: ctx.body.differences.map(({ title, reason }) => `${title}：${reason}`).join('\n'),
        answeredFactId: ctx.factId,
      },
    });
    const [clock] = await openClocks(ctx, 'hand_over', receiverId);
    await tell(
      ctx,
      'hand-over-refused',
      await ownersOf(ctx),
      { receiver: receiverId, attempt },
      {
        receiver: (await receiversOf(ctx)).find(({ organisationId }) => organisationId === receiverId)?.name ?? '',
        differences: ctx.body.differences,
        due: clock?.due ?? ctx.today,
        link: projectPath(ctx.project.code, 'hand-over'),
      },
    );
    return { result: { handOverId: handOver.id } };
  },
});
