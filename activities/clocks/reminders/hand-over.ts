import { receiversOf } from '../../acts/hand-over/receivers';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: the archives are due at one of their receivers. */
export const remindOfHandOver: Reminder = async (ctx, clock, reminder) => {
  const { due } = clock;
  const receiver = (await receiversOf(ctx)).find(({ organisationId }) => organisationId === clock.subject);
  const about = { receiver: receiver?.name ?? '', due, link: projectPath(ctx.project.code, 'hand-over') };
  await tell(ctx, 'hand-over-due', await ownersOf(ctx), { receiver: clock.subject, due, reminder }, about, { clock });
};
