import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { periodWord } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: a period's report is due, or late. */
export const remindToReport: Reminder = async (ctx, clock, reminder) => {
  const { due, subject: period } = clock;
  const late = clock.ends !== null && clock.ends <= ctx.now.toISOString();
  const about = { period: periodWord(period), due, link: projectPath(ctx.project.code, 'reports', period) };
  const kind = late ? 'report-late' : 'report-due';
  await tell(ctx, kind, await ownersOf(ctx), { period, reminder }, about, { clock });
};
