import type { Showing, View } from '../page';
import { proposalCards } from '../proposals/proposal-cards';

/** A director's queue: what needs a second person. */
export async function decideView(context: Showing): Promise<View> {
  const { words, occasion } = context;
  const cards = await proposalCards(context, { forMe: 'true' });
  return {
    template: 'proposals/queue',
    title: words.t('decide.title'),
    width: 'mid',
    data: { today: occasion.today, mayDecide: true, cards },
  };
}
