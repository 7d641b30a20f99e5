import { z } from 'zod';
import { STAGES } from '../../domain/lifecycle/stage';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { id } from '../schemas';
import { visible } from '../visible';
import { projectFilters, projectWhere } from './projects';

const row = z.object({
  jurisdiction: z.object({ id, code: z.string(), name: z.string() }),
  byStage: z.partialRecord(z.enum(STAGES), z.int()),
});

export const countProjects = route({
  method: 'get',
  path: '/api/v1/project-counts',
  tag: 'projects',
  summary: 'How many of the projects the caller may see stand where, by jurisdiction and stage',
  query: z.strictObject(projectFilters),
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler(context) {
    const { tx, query, occasion } = context;
    const see = await visible(context);
    const counted = await tx.project.groupBy({
      by: ['jurisdictionId', 'stage'],
      where: await projectWhere(tx, query, see, occasion),
      _count: true,
    });
    const jurisdictions = await tx.jurisdiction.findMany({
      where: { id: { in: counted.map(({ jurisdictionId }) => jurisdictionId) } },
      orderBy: [{ parentId: { sort: 'asc', nulls: 'first' } }, { code: 'asc' }],
      select: { id: true, code: true, name: true },
    });
    const items = jurisdictions.map((jurisdiction) => ({
      jurisdiction,
      byStage: Object.fromEntries(
        counted
          .filter(({ jurisdictionId }) => jurisdictionId === jurisdiction.id)
          .map(({ stage, _count }) => [stage, _count]),
      ),
    }));
    return ok({ items });
  },
});

export const PROJECT_COUNT_ROUTES: readonly Route[] = [countProjects];
