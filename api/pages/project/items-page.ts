import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { tabsOf } from './tabs';

/** What has to be put right: finding, volume, due date, what was reported with how much evidence, and what became of it. */
export const itemsPage = page({
  path: '/projects/:code/items',
  params: codeParams,
  async show(context) {
    const { words, params } = context;
    const dossier = new Dossier(context, params.code);
    const project = await dossier.project();
    const clocks = await dossier.clocks();
    const items = (await dossier.items()).map((item) => ({
      ...item,
      due:
        clocks.find(
          ({ kind, subject, state }) => kind === 'rectification_item' && subject === item.id && state !== 'stopped',
        ) ?? null,
      answers: item.answers.map((answer) => ({ ...answer, files: answer.evidence.length })),
      reports: item.state === 'open' && project.acts.includes('item.report'),
      verifies: item.state === 'reported' && project.acts.includes('item.verify'),
    }));
    return {
      template: 'project/items',
      title: words.t('papers-page.items'),
      data: {
        ...{ project, items },
        closed: items.filter(({ state }) => state === 'closed').length,
        tabs: tabsOf(project, 'papers', words),
      },
    };
  },
});
