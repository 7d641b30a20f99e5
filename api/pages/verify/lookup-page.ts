import { z } from 'zod';
import { PAPER_TOKEN, readToken } from '../../../domain/papers/paper-token';
import { publicTabs } from '../draws/public-tabs';
import { openPage, type View } from '../page';
import type { Words } from '../words';

/** A check code as it is printed on a paper, which leads to that paper's page. */
export const lookupPage = openPage({
  path: '/verify',
  query: z.object({ code: z.string().max(100).optional() }),
  async show({ words, query }) {
    const code = readToken(query.code ?? '');
    if (PAPER_TOKEN.test(code)) return { to: `/verify/${code}` };
    return lookupView(words, query.code ?? '', code === '' ? null : 'form');
  },
});

/** @param trouble the code has another form, or there is no paper of it */
export const lookupView = (words: Words, typed: string, trouble: 'form' | 'none' | null): View => ({
  template: 'verify/lookup',
  title: words.t('papers.verify'),
  width: 'mid',
  status: trouble === 'none' ? 404 : 200,
  data: {
    tabs: publicTabs(words, 'papers'),
    typed,
    trouble: trouble && words.t(`papers.trouble-${trouble}`),
  },
});
