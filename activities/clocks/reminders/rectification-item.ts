import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: an item to rectify is due. */
export const remindOfItem: Reminder = async (ctx, clock, reminder) => {
  const { due } = clock;
  const item = await ctx.tx.rectificationItem.findUniqueOrThrow({ where: { id: clock.subject } });
  const about = { item: item.text, due, link: projectPath(ctx.project.code, 'items') };
  await tell(ctx, 'item-due', await ownersOf(ctx), { item: item.id, due, reminder }, about, { clock });
};
