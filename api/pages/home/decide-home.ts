import { listClocks } from '../../routes/clocks';
import type { Showing, View } from '../page';
import { proposalCards } from '../proposals/proposal-cards';
import { decisionRows } from './decisions';

/** A director's queue: what needs a second person. */
export async function decideView(context: Showing): Promise<View> {
  const { words, occasion } = context;
  const cards = await proposalCards(context, { forMe: 'true' });
  const opinions = await listClocks.read(context, { query: { kind: 'issue_opinion', limit: 20 } });
  return {
    template: 'proposals/queue',
    title: words.t('decide.title'),
    width: 'mid',
    data: {
      today: occasion.today,
      mayDecide: true,
      cards,
      opinions: opinions.items,
      decisions: await decisionRows(context),
    },
  };
}
