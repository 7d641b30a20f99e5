import { z } from 'zod';
import { listProjects } from '../../routes/projects';
import { page, type Showing } from '../page';

const query = z.object({ q: z.string().max(100).default('') });

/** Hints under the search box. */
const HINTS = 8;

async function found(context: Showing<undefined, typeof query>, limit: number) {
  const q = context.query.q.trim();
  if (q === '') return [];
  return (await listProjects.read(context, { query: { q, limit } })).items;
}

/** Projects by what people call them; one alone is opened, at what is to be done next. */
export const searchPage = page({
  path: '/search',
  query,
  async show(context) {
    const { words, query } = context;
    const projects = await found(context, 50);
    if (projects.length === 1) return { to: `/projects/${projects[0]!.code}#todo` };
    return {
      template: 'project/search',
      title: words.t('search.title', { q: query.q }),
      width: 'mid',
      data: { q: query.q.trim(), projects },
    };
  },
});

/** The same while somebody types: the first few, without a page around them. */
export const hintsPage = page({
  path: '/search/hints',
  query,
  async show(context) {
    return {
      template: 'project/hints',
      title: '',
      bare: true,
      data: { q: context.query.q.trim(), projects: await found(context, HINTS) },
    };
  },
});
