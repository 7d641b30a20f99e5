import { z } from 'zod';
import { listPublicProjects, PUBLIC_STATUSES } from '../../routes/public-projects';
import { compact } from '../home/tasks-page';
import { openPage } from '../page';
import { ask } from '../visit';
import { publicTabs } from './public-tabs';

const query = z.object({
  search: z.string().max(100).optional(),
  status: z.string().max(30).optional(),
  cursor: z.string().max(500).optional(),
});

/** Listed projects and where they stand, in the five words that the public is told. */
export const publicProjectsPage = openPage({
  path: '/public/projects',
  query,
  async show(visit) {
    const { words } = visit;
    // An empty choice of the form is no filter.
    const given = Object.entries(visit.query).filter(([, value]) => value !== '');
    const { cursor, ...filters } = compact(Object.fromEntries(given));
    const asked = { ...filters, ...(cursor ? { cursor } : {}) };
    const { items, nextCursor } = (await ask(visit, listPublicProjects, { query: asked })).body as {
      items: object[];
      nextCursor: string | null;
    };
    const path = (more: Record<string, string>) => `/public/projects?${new URLSearchParams({ ...filters, ...more })}`;
    return {
      template: 'draws/public-projects',
      title: words.t('public.projects'),
      data: {
        tabs: publicTabs(words, 'projects'),
        statuses: PUBLIC_STATUSES,
        filters,
        projects: items,
        next: nextCursor && path({ cursor: nextCursor }),
        first: cursor ? path({}) : null,
      },
    };
  },
});
