import { z } from 'zod';
import { readCurrent, signIn } from '../../routes/session';
import { localPath, openPage, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';

const PHASES = ['begin', 'accept', 'meet', 'end'];

export const signInPage = openPage({
  path: '/sign-in',
  query: z.strictObject({ next: z.string().max(500).optional(), after: z.enum(['sign-out', 'password']).optional() }),
  guards: signIn.guards,
  async show({ words, query }) {
    return {
      template: 'sign-in/sign-in',
      title: words.t('sign-in.title'),
      data: {
        phases: PHASES,
        next: localPath(query.next),
        note: query.after ? words.t(`sign-in.after-${query.after}`) : null,
      },
    };
  },
  async submit(visit) {
    const { sent, words } = visit;
    const login = text(sent, 'login').trim();
    const password = text(sent, 'password');
    const empty = Object.entries({ login, password }).filter(([, value]) => value === '');
    if (empty.length > 0) {
      throw new Unfit(empty.map(([field]) => ({ field, text: words.t(`sign-in.${field}-missing`) })));
    }
    const { body } = await ask(visit, signIn, { body: { login, password } });
    const next = localPath(text(sent, 'next'));
    const { state } = body as { state: string };
    return { to: state === 'awaits_code' ? `/sign-in/code?next=${encodeURIComponent(next)}` : next };
  },
});

/** Where the session stands, for pages that come before anybody is signed in. */
export async function sessionState(visit: Parameters<typeof ask>[0]): Promise<string> {
  const { body } = await ask(visit, readCurrent);
  return (body as { state: string }).state;
}
