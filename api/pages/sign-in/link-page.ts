import { z } from 'zod';
import { PASSWORD_LENGTH } from '../../auth/password';
import { readLink, useLink } from '../../routes/links';
import { openPage, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { sessionState } from './sign-in-page';

interface Link {
  purpose: string;
  login: string;
  needsPassword: boolean;
  needsSession: boolean;
}

/** A one-time link: opening it changes nothing, its button does. */
export const linkPage = openPage({
  path: '/links/:token',
  params: z.strictObject({ token: z.string().min(20).max(100) }),
  guards: readLink.guards,
  async show(visit) {
    const { words, params } = visit;
    const { body } = await ask(visit, readLink, { params });
    const { purpose, login, needsPassword, needsSession } = body as Link;
    const signInFirst = needsSession && (await sessionState(visit)) === 'signed_out';
    return {
      template: 'sign-in/link',
      title: words.t(`link.${purpose}.title`),
      width: 'narrow',
      data: { purpose, login, needsPassword, signInFirst, path: `/links/${params.token}` },
    };
  },
  async submit(visit) {
    const { sent, words, params } = visit;
    const link = (await ask(visit, readLink, { params })).body as Link;
    const password = text(sent, 'password');
    if (link.needsPassword) {
      if (password.length < PASSWORD_LENGTH.min) {
        throw new Unfit([{ field: 'password', text: words.t('link.too-short', { n: PASSWORD_LENGTH.min }) }]);
      }
      if (password !== text(sent, 'repeated')) {
        throw new Unfit([{ field: 'repeated', text: words.t('link.differs') }]);
      }
    }
    await ask(visit, useLink, { params, body: link.needsPassword ? { password } : {} });
    return { to: link.needsPassword ? '/sign-in?after=password' : '/account' };
  },
});
