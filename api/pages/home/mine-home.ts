import { listProjects } from '../../routes/projects';
import { listServices } from '../../routes/services';
import type { Showing, View } from '../page';

/** What people of an owner, a department or a receiver see first: their projects, and what they have to sign for. */
export async function mineView(context: Showing): Promise<View> {
  const { words } = context;
  const { items } = await listProjects.read(context, { query: { limit: 100 } });
  const services = await listServices.read(context, { query: { open: 'true', limit: 20 } });
  return {
    template: 'home/mine',
    title: words.t('mine.title'),
    width: 'mid',
    data: { projects: items, services: services.items },
  };
}
