import { z } from 'zod';
import { openPage } from '../page';
import { checking } from './checking';
import { publicTabs } from './public-tabs';

/** A record that one has, checked in one's own browser; or a number, which leads to that draw's page. */
export const verifyPage = openPage({
  path: '/draws/verify',
  query: z.object({ number: z.string().max(20).optional() }),
  async show({ words, query }) {
    const number = query.number?.trim() ?? '';
    if (/^[1-9]\d{0,8}$/.test(number)) return { to: `/draws/${number}#verify` };
    return {
      template: 'draws/verify',
      title: words.t('draws.verify'),
      data: {
        tabs: publicTabs(words, 'verify'),
        checking: checking(words, null),
        number,
        trouble: number === '' ? null : words.t('draws.number-only'),
      },
    };
  },
});
