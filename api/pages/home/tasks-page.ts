import { z } from 'zod';
import type { Route } from '../../route';
import { finishTask, listTasks, returnTask, takeTask } from '../../routes/tasks';
import { localPath, newFormKey, page, text } from '../page';
import { ask } from '../visit';

const FILTERS = ['by_me', 'by_nobody', 'by_others'] as const;

/** All that waits for the roles of who asks. */
export const tasksPage = page({
  path: '/tasks',
  query: z.object({
    state: z.enum(['open', 'done']).default('open'),
    taken: z.enum(FILTERS).optional(),
    cursor: z.string().optional(),
  }),
  async show(context) {
    const { words, query, actor } = context;
    const { items, nextCursor } = await listTasks.read(context, { query });
    const filters = [undefined, ...FILTERS].map((taken) => ({
      path: taken ? `/tasks?taken=${taken}` : '/tasks',
      words: words.t(`tasks-page.${taken ?? 'all'}`),
      current: query.taken === taken && query.state === 'open',
    }));
    const done = { path: '/tasks?state=done', words: words.t('tasks-page.done'), current: query.state === 'done' };
    const tasks = items.map((task) => ({
      ...task,
      key: newFormKey(),
      mine: task.takenBy?.id === actor.personId,
      others: task.takenBy !== null && task.takenBy.id !== actor.personId,
    }));
    const next = nextCursor && `/tasks?${new URLSearchParams({ ...compact(query), cursor: nextCursor })}`;
    return {
      template: 'home/tasks',
      title: words.t('tasks-page.title'),
      data: { tasks, filters: [...filters, done], next },
    };
  },
});

const params = z.strictObject({ id: z.uuid() });

/** One of the things that are done to a task. */
const action = (name: string, route: Route, said: string, body: object) =>
  page({
    path: `/tasks/:id/${name}`,
    params,
    async submit(context) {
      const { sent, request, words } = context;
      await ask(context, route, { params: context.params, body, key: text(sent, '_key') });
      request.session.flash = { tone: 'ok', text: words.t(said) };
      return { to: localPath(text(sent, '_back')) };
    },
  });

export const taskActions = [
  action('take', takeTask, 'tasks-page.took', {}),
  action('take-over', takeTask, 'tasks-page.took', { over: true }),
  action('return', returnTask, 'tasks-page.returned', {}),
  action('done', finishTask, 'tasks-page.finished', {}),
];

export const compact = (query: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
