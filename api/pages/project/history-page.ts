import { z } from 'zod';
import { stages } from '../../routes/project-history';
import { codeParams } from '../../routes/projects';
import { timeline } from '../../routes/timeline';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { tabsOf } from './tabs';
import { timelineOf } from './timeline';

/** All that happened to a project, page by page. */
export const historyPage = page({
  path: '/projects/:code/history',
  params: codeParams,
  query: z.object({ cursor: z.string().max(500).optional() }),
  async show(context) {
    const { words, params, query } = context;
    const project = await new Dossier(context, params.code).project();
    const { items, nextCursor } = await timeline.read(context, { params, query });
    const entered = (await stages.read(context, { params })).items;
    // Stages belong to the page that shows the acts of their time.
    const [newest, oldest] = [items[0]?.actedAt, items.at(-1)?.actedAt];
    const within = entered.filter(
      ({ at }) => (!query.cursor || !newest || at <= newest) && (!nextCursor || !oldest || at >= oldest),
    );
    return {
      template: 'project/history',
      title: words.t('project.history'),
      width: 'mid',
      data: {
        project,
        tabs: tabsOf(project, 'case', words),
        timeline: timelineOf(items, within, words),
        next: nextCursor && `/projects/${params.code}/history?${new URLSearchParams({ cursor: nextCursor })}`,
      },
    };
  },
});
