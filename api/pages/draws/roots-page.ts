import { z } from 'zod';
import { listRoots } from '../../routes/audit';
import { page } from '../page';

/** The signed roots over all chains of the audit log, against which a kept mail is compared. */
export const rootsPage = page({
  path: '/audit/roots',
  query: z.object({ cursor: z.string().max(500).optional() }),
  async show(context) {
    const { words, query } = context;
    const { items, nextCursor } = await listRoots.read(context, { query });
    return {
      template: 'draws/roots',
      title: words.t('roots.title'),
      data: { roots: items, next: nextCursor && `/audit/roots?${new URLSearchParams({ cursor: nextCursor })}` },
    };
  },
});
