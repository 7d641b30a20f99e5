import { ownerName } from '../../acts/hand-over/owner-name';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { holdersAt } from '../../people/recipients';
import { defineStep } from '../define-step';

/** One mail to the receiver whose hand-over is overdue. */
export const remindReceiver = defineStep({
  action: 'remind-receiver',
  async apply(ctx, clock) {
    if (!clock.due) throw new Error(`Clock ${clock.id} reminds of no date`);
    const receivers = await holdersAt(ctx, 'receiver', clock.subject);
    const about = { owner: await ownerName(ctx), due: clock.due, link: projectPath(ctx.project.code, 'hand-over') };
    await tell(ctx, 'hand-over-overdue', receivers, { receiver: clock.subject, due: clock.due, reminder: 1 }, about, {
      clock,
    });
    return undefined;
  },
});
