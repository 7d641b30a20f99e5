import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import type { Reminder } from './reminder';

/** To the owner: the registration form is not in. */
export const remindToRegister: Reminder = async (ctx, clock, reminder) => {
  const { due } = clock;
  const about = { due, link: projectPath(ctx.project.code, 'registration') };
  await tell(ctx, 'registration-due', await ownersOf(ctx), { due, reminder }, about, { clock });
};
