import { changeMe, readMe } from '../../routes/me';
import { page, text } from '../page';
import { ask } from '../visit';

/** One's own record: contact, addresses, and the ways to the rest. */
export const accountPage = page({
  path: '/account',
  async show(context) {
    const { words } = context;
    const me = await readMe.read(context, {});
    return { template: 'account/account', title: words.t('account.title'), width: 'mid', data: { me } };
  },
  async submit(visit) {
    const { sent, request, words } = visit;
    const orNull = (name: string) => text(sent, name).trim() || null;
    await ask(visit, changeMe, { body: { title: orNull('title'), phone: orNull('phone') } });
    request.session.flash = { tone: 'ok', text: words.t('account.saved') };
    return { to: '/account' };
  },
});
