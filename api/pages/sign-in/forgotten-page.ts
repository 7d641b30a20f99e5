import { requestReset } from '../../routes/links';
import { openPage, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

export const forgottenPage = openPage({
  path: '/forgotten',
  guards: requestReset.guards,
  async show({ words }) {
    return { template: 'sign-in/forgotten', title: words.t('forgotten.title'), width: 'narrow', data: {} };
  },
  async submit(visit) {
    const login = text(visit.sent, 'login').trim();
    if (login === '') throw new Unfit([{ field: 'login', text: visit.words.t('sign-in.login-missing') }]);
    await ask(visit, requestReset, { body: { login } });
    return { to: '/forgotten/sent' };
  },
});

/** Says the same whether or not there is such an account. */
export const forgottenSentPage = openPage({
  path: '/forgotten/sent',
  async show({ words }) {
    return { template: 'sign-in/forgotten-sent', title: words.t('forgotten.sent'), width: 'narrow', data: {} };
  },
});
