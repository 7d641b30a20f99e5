import { endSession, listSessions } from '../../routes/sessions';
import { page, text } from '../page';
import { ask } from '../visit';

/** Where one is signed in; also the page that security mails lead to. */
export const sessionsPage = page({
  path: '/account/security',
  session: true,
  async show(context) {
    const { items } = await listSessions.read(context, {});
    return {
      template: 'account/sessions',
      title: context.words.t('sessions.title'),
      width: 'mid',
      data: { sessions: items },
    };
  },
  async submit(visit) {
    const { sent, request, words } = visit;
    await ask(visit, endSession, { params: { id: text(sent, 'id') } });
    request.session.flash = { tone: 'ok', text: words.t('sessions.ended') };
    return { to: '/account/security' };
  },
});
