import { z } from 'zod';
import { disown } from '../../routes/not-mine';
import { openPage } from '../page';
import { ask } from '../visit';

/** Whoever got a mail that is not for him says so; opening the page changes nothing. */
export const notMinePage = openPage({
  path: '/not-mine/:id',
  params: z.strictObject({ id: z.uuid() }),
  guards: disown.guards,
  async show({ words, params }) {
    return {
      template: 'service/not-mine',
      title: words.t('not-mine.title'),
      width: 'narrow',
      data: { path: `/not-mine/${params.id}` },
    };
  },
  async submit(context) {
    await ask(context, disown, { params: context.params });
    return { to: '/not-mine' };
  },
});

export const notMineDonePage = openPage({
  path: '/not-mine',
  async show({ words }) {
    return { template: 'service/not-mine-done', title: words.t('not-mine.done'), width: 'narrow', data: {} };
  },
});
