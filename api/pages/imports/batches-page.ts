import { z } from 'zod';
import { listImports } from '../../routes/imports';
import { page } from '../page';
import { kindsOf } from './kind-forms';

/** What a bureau was given as spreadsheets, and where one gives another. */
export const batchesPage = page({
  path: '/imports',
  query: z.object({ cursor: z.string().max(500).optional() }),
  async show(context) {
    const { words, query, hat } = context;
    const { items, nextCursor } = await listImports.read(context, { query });
    return {
      template: 'imports/batches',
      title: words.t('imports.title'),
      data: {
        kinds: kindsOf(hat?.role),
        teaches: hat?.role === 'officer',
        batches: items,
        next: nextCursor && `/imports?${new URLSearchParams({ cursor: nextCursor })}`,
      },
    };
  },
});
