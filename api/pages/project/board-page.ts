import { z } from 'zod';
import { MAIN_STAGES, SIDE_STAGES, STAGES, type Stage } from '../../../domain/lifecycle/stage';
import { listJurisdictions } from '../../routes/jurisdictions';
import { countProjects } from '../../routes/project-counts';
import { listProjects } from '../../routes/projects';
import { JOBS, officersOf } from '../daily/bulk-page';
import { remainingSentence } from '../daily/sentence';
import { compact } from '../home/tasks-page';
import { page } from '../page';

const query = z.object({
  q: z.string().max(100).optional(),
  jurisdiction: z.string().max(20).optional(),
  stage: z.enum(STAGES).optional(),
  industry: z.string().max(40).optional(),
  caseOfficerId: z.string().max(40).optional(),
  overdue: z.string().max(5).optional(),
  suspended: z.string().max(5).optional(),
  paperOnly: z.string().max(5).optional(),
  gateBreach: z.string().max(5).optional(),
  planYear: z.string().max(4).optional(),
  cursor: z.string().max(500).optional(),
});

type Query = z.output<typeof query>;

/** The bureau's projects: how many stand where, and the list, filtered by its address alone. */
export const boardPage = page({
  path: '/projects',
  query,
  async show(context) {
    const { words, actor, occasion, request, hat } = context;
    // An empty choice of the form is no filter.
    const filters: Query = Object.fromEntries(Object.entries(context.query).filter(([, value]) => value !== ''));
    const year = occasion.today.slice(0, 4);
    const { cursor, ...same } = filters;
    const { items, nextCursor } = await listProjects.read(context, { query: { ...same, cursor } as object });
    const ofPlan = filters.planYear ? { planYear: filters.planYear } : {};
    const counts = await countProjects.read(context, { query: ofPlan });
    const removed = await countProjects.read(context, { query: { ...ofPlan, outcome: 'removed' } });
    const jurisdictions = await listJurisdictions.read(context, {});
    request.session.board = request.originalUrl;
    const saved = (own: string, more: Query) => ({
      path: Object.keys(more).length > 0 ? `/projects?${new URLSearchParams(compact(more))}` : '/projects',
      words: words.t(`board.${own}`),
      current: JSON.stringify(compact(same)) === JSON.stringify(compact(more)),
    });
    return {
      template: 'project/board',
      title: words.t('board.title-all'),
      data: {
        saved: [
          saved('all', {}),
          saved('plan', { planYear: year }),
          saved('mine', { caseOfficerId: actor.personId }),
          ...(['overdue', 'suspended', 'paper-only', 'gate-breach'] as const).map((name) =>
            saved(name === 'overdue' ? 'overdue' : name, { [FLAGS[name]]: 'true' }),
          ),
        ],
        matrix: matrixOf(counts.items, same),
        filters: same,
        jurisdictions: jurisdictions.items.filter(({ id }) => counts.items.some((row) => row.jurisdiction.id === id)),
        stages: STAGES,
        officers: await officersOf(context),
        jobs: hat?.role === 'officer' ? JOBS : null,
        sentence: remainingSentence(counts.items, {
          ...{ today: occasion.today, year: filters.planYear ?? null, words },
          removed: sumOf(removed.items),
        }),
        projects: items,
        next: nextCursor && `/projects?${new URLSearchParams({ ...compact(same), cursor: nextCursor })}`,
        first: cursor ? `/projects?${new URLSearchParams(compact(same))}` : null,
      },
    };
  },
});

declare module 'express-session' {
  interface SessionData {
    /** The list as it was filtered last, to come back to. */
    board?: string;
  }
}

const FLAGS = {
  overdue: 'overdue',
  suspended: 'suspended',
  'paper-only': 'paperOnly',
  'gate-breach': 'gateBreach',
} as const;

interface Count {
  jurisdiction: { code: string; name: string };
  byStage: Partial<Record<Stage, number>>;
}

function matrixOf(counts: readonly Count[], { planYear }: Query) {
  const path = (filter: object) => `/projects?${new URLSearchParams(compact({ ...filter, planYear }))}`;
  const sum = (of: readonly Count[], stages: readonly Stage[]) =>
    of.reduce((all, { byStage }) => all + stages.reduce((some, stage) => some + (byStage[stage] ?? 0), 0), 0);
  const cell = (n: number, to: string | null) => ({ n, path: n > 0 ? to : null, heat: heatOf(n) });
  const row = (name: string, of: readonly Count[], jurisdiction: string | undefined) => ({
    name,
    cells: [
      ...MAIN_STAGES.map((stage) => cell(sum(of, [stage]), path({ jurisdiction, stage }))),
      // Counted in one column, which no one filter shows.
      cell(sum(of, SIDE_STAGES), null),
    ],
    sum: { n: sum(of, STAGES), path: path({ jurisdiction }) },
  });
  return {
    stages: MAIN_STAGES,
    rows: counts.map((each) => row(each.jurisdiction.name, [each], each.jurisdiction.code)),
    total: counts.length > 1 ? row('', counts, undefined) : null,
  };
}

const sumOf = (counts: readonly Count[]): number =>
  counts.flatMap(({ byStage }) => Object.values(byStage)).reduce((sum, n) => sum + n, 0);

const heatOf = (n: number): string => (n === 0 ? 'zero' : n > 5 ? 'h4' : n > 2 ? 'h3' : n > 1 ? 'h2' : 'h1');
