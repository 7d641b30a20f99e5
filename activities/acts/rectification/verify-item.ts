import { z } from 'zod';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { closeItem, isRectified, sendBackItem } from '../../../domain/rectification/rectification-item';
import { reopenLast, stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { closeWhenHandedOver } from '../hand-over/close-when-handed-over';
import { beginReinspection } from './begin-reinspection';
import { asRule, requireItem } from './items';

/** The officer closes an item or sends it back; the last item that had to be put right brings on the re-inspection. */
export const verifyItem = defineAct({
  kind: 'item.verify',
  summary: 'Close a reported item, or send it back',
  body: z.object({ itemId: z.uuid(), accepted: z.boolean(), verdict: z.string().max(2_000) }),
  async apply(ctx) {
    const { itemId, accepted, verdict } = ctx.body;
    const item = await requireItem(ctx, itemId);
    const rule = await asRule(ctx, item);
    const { state } = accepted ? closeItem(rule) : sendBackItem(rule, verdict);
    await ctx.tx.rectificationItem.update({ where: { id: itemId }, data: { state } });
    await ctx.tx.rectificationAnswer.update({
      where: { itemId_number: { itemId, number: item.answers[0]!.number } },
      data: { accepted, verdict, verifiedFactId: ctx.factId },
    });
    await stopClocks(ctx, 'verify_item', itemId);
    await settleTasks(ctx, 'verify-item', `${itemId}/${item.answers[0]!.number}`);
    if (!accepted) {
      await sendBack(ctx, itemId, item);
      return { result: { itemId, state } };
    }
    const left = await ctx.tx.rectificationItem.findMany({
      where: { roundId: item.roundId, state: { not: 'closed' } },
    });
    const about = {
      item: item.text,
      closedOn: ctx.today,
      openItems: left.length,
      link: projectPath(ctx.project.code, 'items'),
    };
    await tell(ctx, 'item-closed', await ownersOf(ctx), { item: itemId }, about);
    const ready =
      ctx.project.stage === 'rectifying' && isRectified(await Promise.all(left.map((row) => asRule(ctx, row))));
    if (ready) return { to: await beginReinspection(ctx, item.roundId), result: { itemId, state } };
    return { to: await closeWhenHandedOver(ctx), result: { itemId, state } };
  },
});

/** Sent back, the item goes on against the day it had; what is past already is the director's to decide. */
async function sendBack(
  ctx: ActContext<{ verdict: string }>,
  itemId: string,
  { text, answers }: { text: string; answers: { number: number }[] },
): Promise<void> {
  // Reported before its notice was served, it has no day yet: the term begins with the service.
  const clock = await reopenLast(ctx, 'rectification_item', itemId);
  const due = clock?.due ?? addWorkingDays(ctx.calendar, ctx.today, ctx.rules.body.entry.serviceWorkingDays).date;
  const about = { item: text, reason: ctx.body.verdict, due, link: projectPath(ctx.project.code, 'items') };
  await tell(ctx, 'item-sent-back', await ownersOf(ctx), { item: itemId, round: answers[0]!.number }, about);
}
