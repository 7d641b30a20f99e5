import { signOut } from '../../routes/session';
import { openPage } from '../page';
import { ask } from '../visit';

export const signOutAction = openPage({
  path: '/sign-out',
  async submit(visit) {
    await ask(visit, signOut);
    return { to: '/sign-in?after=sign-out' };
  },
});
