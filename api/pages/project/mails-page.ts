import { z } from 'zod';
import type { Reading } from '../../route';
import { listMails, readdress, resend } from '../../routes/mails';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { localPath, newFormKey, page, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { tabsOf } from './tabs';

const query = z.object({ cursor: z.string().max(500).optional() });

/** Messages about one project, each with its state, to be sent again or elsewhere. */
export const projectMailsPage = page({
  path: '/projects/:code/mails',
  params: codeParams,
  query,
  async show(context) {
    const { words, params, query } = context;
    const project = await new Dossier(context, params.code).project();
    const { items, nextCursor } = await listMails.read(context, { query: { ...query, projectId: project.id } });
    return {
      template: 'project/mails',
      title: words.t('mails-page.title'),
      data: {
        project,
        tabs: tabsOf(project, 'mails', words),
        mails: items.map(mailView),
        next: nextCursor && `?${new URLSearchParams({ cursor: nextCursor })}`,
      },
    };
  },
});

/** Messages of the case's own page. */
const LATEST = 3;

export async function latestMails(context: Reading, projectId: string) {
  const { items } = await listMails.read(context, { query: { projectId, limit: LATEST } });
  return items.map(mailView);
}

/** A message as lists show it, and whether it can be sent again. */
export const mailView = <M extends { state: string }>(mail: M) => ({
  ...mail,
  key: newFormKey(),
  sendable: ['accepted', 'bounced', 'given_up'].includes(mail.state),
});

const params = z.strictObject({ id: z.uuid() });

const resendAction = page({
  path: '/mails/:id/resend',
  params,
  async submit(context) {
    const { sent, request, words } = context;
    await ask(context, resend, { params: context.params, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('mails-page.resent') };
    return { to: localPath(text(sent, '_back')) };
  },
});

const addressPage = page({
  path: '/mails/:id/address',
  params,
  query: z.object({ back: z.string().max(200).optional() }),
  async show({ words, params, query }) {
    return {
      template: 'project/mail-address',
      title: words.t('mails-page.readdress'),
      width: 'narrow',
      data: { path: `/mails/${params.id}/address`, back: localPath(query.back), key: newFormKey() },
    };
  },
  async submit(context) {
    const { sent, request, words } = context;
    const address = text(sent, 'address').trim();
    if (!z.email().safeParse(address).success) {
      throw new Unfit([{ field: 'address', text: words.t('account.address-unfit') }]);
    }
    await ask(context, readdress, { params: context.params, body: { address }, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('mails-page.readdressed') };
    return { to: localPath(text(sent, '_back')) };
  },
});

export const mailActions = [resendAction, addressPage];
