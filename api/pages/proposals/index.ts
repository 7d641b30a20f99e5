import type { Page } from '../page';
import { page } from '../page';
import { proposalCards } from './proposal-cards';

/** What the bureau put before a director, for those who prepare it. */
const proposalsPage = page({
  path: '/proposals',
  async show(context) {
    const { words, occasion } = context;
    const cards = await proposalCards(context, {});
    return {
      template: 'proposals/queue',
      title: words.t('decide.title-all'),
      width: 'mid',
      data: { today: occasion.today, mayDecide: false, cards },
    };
  },
});

export const PROPOSAL_PAGES: readonly Page[] = [proposalsPage];
