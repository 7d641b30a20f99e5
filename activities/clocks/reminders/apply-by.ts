import { lastDayOf } from '../../../domain/calendar/partial-date';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { openClocks } from '../clock-rows';
import type { Reminder } from './reminder';

/** To the owner: when the application should come, so that acceptance is done in time. */
export const remindToApply: Reminder = async (ctx, clock, reminder) => {
  const { due } = clock;
  const planned = clock.bases.plannedCompletion;
  const [acceptance] = await openClocks(ctx, 'accept_by');
  // Without either date the clock would wait.
  if (!planned || !acceptance?.due) return;
  const about = {
    plannedCompletion: lastDayOf(planned).date,
    acceptBy: acceptance.due,
    due,
    link: projectPath(ctx.project.code, 'application'),
  };
  await tell(ctx, 'apply-by-due', await ownersOf(ctx), { due, reminder }, about, { clock });
};
