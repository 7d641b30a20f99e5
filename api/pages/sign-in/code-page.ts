import { z } from 'zod';
import { showCode } from '../../routes/session';
import { localPath, openPage, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { sessionState } from './sign-in-page';

export const codePage = openPage({
  path: '/sign-in/code',
  query: z.strictObject({ next: z.string().max(500).optional() }),
  guards: showCode.guards,
  async show(visit) {
    const { words, query } = visit;
    if ((await sessionState(visit)) !== 'awaits_code') return { to: '/' };
    return {
      template: 'sign-in/code',
      title: words.t('code.title'),
      width: 'narrow',
      data: { next: localPath(query.next) },
    };
  },
  async submit(visit) {
    const code = text(visit.sent, 'code').replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) throw new Unfit([{ field: 'code', text: visit.words.t('code.six-digits') }]);
    await ask(visit, showCode, { body: { code } });
    return { to: localPath(text(visit.sent, 'next')) };
  },
});
