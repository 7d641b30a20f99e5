import QRCode from 'qrcode';
import { beginTotp, confirmTotp, readMe, removeTotp } from '../../routes/me';
import { reauthenticate } from '../../routes/session';
import { newFormKey, page, type Sent, text } from '../page';
import { Unfit } from '../trouble';
import { ask, type Visit } from '../visit';

const ENTRY = { session: true, beforeTotp: true } as const;

/** Sets up a second factor: the password, then a code of the device that read the secret. */
export const secondFactorPage = page({
  path: '/account/second-factor',
  ...ENTRY,
  async show(context) {
    const { words, actor } = context;
    const { totp } = await readMe.read(context, {});
    const data = { confirmed: totp.confirmed, must: actor.mustSetUpTotp, key: newFormKey() };
    return { template: 'account/second-factor', title: words.t('second-factor.title'), width: 'narrow', data };
  },
  async submit(visit) {
    const { words, sent } = visit;
    await giveAgain(visit, sent);
    const { body } = await ask(visit, beginTotp, { key: text(sent, '_key') });
    const { secret, address } = body as { secret: string | null; address: string | null };
    const picture = address && (await QRCode.toDataURL(address, { margin: 1, width: 232 }));
    return {
      template: 'account/second-factor-secret',
      title: words.t('second-factor.title'),
      width: 'narrow',
      data: { secret: secret?.match(/.{1,4}/g)?.join(' '), picture },
    };
  },
});

/** A code that was wrong is asked for again: the device has the secret already. */
const codePage = page({
  path: '/account/second-factor/code',
  ...ENTRY,
  async show({ words }) {
    return { template: 'account/second-factor-code', title: words.t('second-factor.title'), width: 'narrow', data: {} };
  },
  async submit(visit) {
    const { words, request, sent } = visit;
    const code = text(sent, 'code').replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) throw new Unfit([{ field: 'code', text: words.t('code.six-digits') }]);
    await ask(visit, confirmTotp, { body: { code } });
    request.session.flash = { tone: 'ok', text: words.t('second-factor.done') };
    return { to: '/account' };
  },
});

const removeAction = page({
  path: '/account/second-factor/remove',
  session: true,
  async submit(visit) {
    const { words, request, sent } = visit;
    await giveAgain(visit, sent);
    await ask(visit, removeTotp);
    request.session.flash = { tone: 'ok', text: words.t('second-factor.removed') };
    return { to: '/account/second-factor' };
  },
});

/** Gives the password again, for what needs it. */
export async function giveAgain(visit: Visit, sent: Sent): Promise<void> {
  const password = text(sent, 'password');
  if (password === '') throw new Unfit([{ field: 'password', text: visit.words.t('sign-in.password-missing') }]);
  await ask(visit, reauthenticate, { body: { password } });
}

export const secondFactorActions = [codePage, removeAction];
