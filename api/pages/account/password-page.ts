import { PASSWORD_LENGTH } from '../../auth/password';
import { changePassword } from '../../routes/me';
import { page, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

/** Also where somebody with a one-time password is led first. */
export const passwordPage = page({
  path: '/account/password',
  session: true,
  beforePassword: true,
  beforeTotp: true,
  async show({ words, actor }) {
    const data = { must: actor.mustChangePassword, login: actor.login };
    return { template: 'account/password', title: words.t('password.title'), width: 'narrow', data };
  },
  async submit(visit) {
    const { sent, request, words } = visit;
    const current = text(sent, 'current');
    const password = text(sent, 'password');
    if (current === '') throw new Unfit([{ field: 'current', text: words.t('sign-in.password-missing') }]);
    if (password.length < PASSWORD_LENGTH.min) {
      throw new Unfit([{ field: 'password', text: words.t('link.too-short', { n: PASSWORD_LENGTH.min }) }]);
    }
    if (password !== text(sent, 'repeated')) throw new Unfit([{ field: 'repeated', text: words.t('link.differs') }]);
    await ask(visit, changePassword, { body: { current, password } });
    request.session.flash = { tone: 'ok', text: words.t('password.changed') };
    return { to: '/account' };
  },
});
