import { listOwnSeats } from '../../routes/seats';
import { listServices } from '../../routes/services';
import type { Showing, View } from '../page';

/** An expert's invitations, those to answer first. */
export async function seatsView(context: Showing): Promise<View> {
  const { words } = context;
  const { items } = await listOwnSeats.read(context, { query: {} });
  const services = await listServices.read(context, { query: { open: 'true', mine: 'true', limit: 20 } });
  const seats = items.map((each) => ({ ...each, state: stateOf(each), path: `/seats/${each.id}` }));
  return {
    template: 'home/seats',
    title: words.t('seats.title'),
    width: 'mid',
    data: {
      services: services.items,
      open: seats.filter(({ state }) => state === 'open'),
      others: seats.filter(({ state }) => state !== 'open'),
    },
  };
}

export function stateOf({ endedAt, answer }: { endedAt: string | null; answer: string | null }): string {
  if (endedAt !== null && answer !== 'declined') return 'ended';
  return answer ?? 'open';
}
