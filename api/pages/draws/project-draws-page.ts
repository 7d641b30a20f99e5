import { listDraws } from '../../routes/project-draws';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { tabsOf } from '../project/tabs';

/** A project's draws, the latest first. */
export const projectDrawsPage = page({
  path: '/projects/:code/draws',
  params: codeParams,
  async show(context) {
    const { words, params } = context;
    const project = await new Dossier(context, params.code).project();
    const { items } = await listDraws.read(context, { params });
    return {
      template: 'draws/project-draws',
      title: words.t('draws.of-project'),
      data: { project, tabs: tabsOf(project, 'draws', words), draws: items },
    };
  },
});
