import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import { settleClockTasks } from '../../clocks/clock-tasks';
import { lengthenClock } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { requireOwnDirector } from '../../people/require-own-director';
import { defineAct } from '../define-act';
import { requireItem } from './items';

/** The director gives an item more time: once, and not beyond the planned completion. */
export const extendItem = defineAct({
  kind: 'item.extend',
  summary: 'Extend the term of a rectification item',
  body: z.object({ itemId: z.uuid(), workingDays: z.int().min(1).optional(), reason: z.string().min(1).max(2_000) }),
  async apply(ctx) {
    await requireOwnDirector(ctx);
    const { itemId, workingDays, reason } = ctx.body;
    const item = await requireItem(ctx, itemId);
    const [before] = await openClocks(ctx, 'rectification_item', itemId);
    if (!before) throw new Refusal('ITEM_STATE', { field: 'state', value: item.state, allowed: ['open'] });
    await lengthenClock(ctx, 'rectification_item', itemId, workingDays);
    const [after] = await openClocks(ctx, 'rectification_item', itemId);
    if (!after?.due || after.due === before.due) {
      throw new Refusal('EXTENSION_NOT_LATER', {
        field: 'workingDays',
        value: workingDays ?? null,
        allowed: `after ${before.due}`,
      });
    }
    await ctx.tx.rectificationItem.update({ where: { id: itemId }, data: { extended: true } });
    await settleClockTasks(ctx, 'rectification_item', itemId);
    const about = {
      what: item.text,
      granted: true,
      reason,
      due: after.due,
      link: projectPath(ctx.project.code, 'items'),
    };
    await tell(ctx, 'extension-decided', await ownersOf(ctx), { request: ctx.factId }, about);
    return { result: { itemId, due: after.due } };
  },
});
