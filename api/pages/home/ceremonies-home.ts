import { listCeremonies } from '../../routes/ceremonies';
import type { Showing, View } from '../page';

/** Draws that a witness gives the randomness for, the next first. */
export async function ceremoniesView(context: Showing): Promise<View> {
  const { words } = context;
  const open = await listCeremonies.read(context, { query: { revealed: 'false' } });
  const past = await listCeremonies.read(context, { query: { revealed: 'true', limit: 20 } });
  return {
    template: 'home/ceremonies',
    title: words.t('witness.title'),
    width: 'mid',
    data: { open: open.items, past: past.items },
  };
}
