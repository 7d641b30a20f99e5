import { ceremoniesView } from '../home/ceremonies-home';
import { page } from '../page';

/** Ceremonies that the bureau holds or that the reader witnesses. */
export const ceremoniesPage = page({
  path: '/ceremonies',
  async show(context) {
    const { words, hat } = context;
    const view = await ceremoniesView(context);
    return hat?.role === 'witness'
      ? view
      : { ...view, title: words.t('draws.ceremonies'), data: { ...view.data, lead: words.t('draws.ceremonies-lead') } };
  },
});
