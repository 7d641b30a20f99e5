import { z } from 'zod';
import { listDraws } from '../../routes/public-draws';
import { openPage } from '../page';
import { ask } from '../visit';
import { publicTabs } from './public-tabs';

/** Every draw there was or will be. */
export const drawsPage = openPage({
  path: '/draws',
  query: z.object({ cursor: z.string().max(500).optional() }),
  async show(visit) {
    const { words, query } = visit;
    const { items, nextCursor } = (await ask(visit, listDraws, { query })).body as {
      items: { purpose: string; state: string }[];
      nextCursor: string | null;
    };
    return {
      template: 'draws/draws',
      title: words.t('draws.all'),
      data: {
        tabs: publicTabs(words, 'draws'),
        draws: items,
        next: nextCursor && `/draws?${new URLSearchParams({ cursor: nextCursor })}`,
      },
    };
  },
});
