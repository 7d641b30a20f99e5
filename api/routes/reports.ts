import { z } from 'zod';
import { type ReportContent, reportDifferences } from '../../domain/reports/report-differences';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { id, instant } from '../schemas';
import { visible } from '../visible';

const value = z.union([z.string(), z.number(), z.null()]);

const row = z
  .object({
    id,
    project: z.object({ id, code: z.string(), name: z.string() }),
    period: z.string(),
    noChange: z.boolean(),
    read: z.boolean(),
    recordedAt: instant,
    differences: z
      .array(z.object({ field: z.string(), before: value, now: value }))
      .meta({ description: 'From the last report that said something' }),
    since: z.string().nullable().meta({ description: 'The period of that report' }),
  })
  .meta({ id: 'ReportInList' });

export const listReports = route({
  method: 'get',
  path: '/api/v1/reports',
  tag: 'projects',
  summary:
    'Periodic reports of all projects the caller may see, with what differs from the one before; the oldest first',
  query: pageQuery.extend({
    read: z.stringbool().optional().meta({ description: 'Read by an officer, or not yet' }),
    noChange: z.stringbool().optional(),
    project: z.string().max(40).optional().meta({ description: 'Code of a project' }),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, query } = context;
    const { read, noChange, project } = query;
    const see = await visible(context);
    const where = {
      AND: [
        see.periodicReport,
        { noChange, project: project ? { code: project } : undefined },
        read === undefined ? {} : { readById: read ? { not: null } : null },
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'reports', query, (page) =>
      tx.periodicReport.findMany({
        where,
        include: { project: { select: { id: true, code: true, name: true } } },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
        ...page,
      }),
    );
    const telling = await tx.periodicReport.findMany({
      where: { AND: [see.periodicReport, { noChange: false, projectId: { in: rows.map((each) => each.projectId) } }] },
      select: { projectId: true, period: true, content: true },
      orderBy: { period: 'desc' },
    });
    const items = rows.map((each) => {
      const before = telling.find(({ projectId, period }) => projectId === each.projectId && period < each.period);
      const now = each.content as ReportContent;
      return {
        ...each,
        read: each.readById !== null,
        recordedAt: each.recordedAt.toISOString(),
        differences: each.noChange ? [] : reportDifferences(now, (before?.content ?? null) as ReportContent | null),
        since: before?.period ?? null,
      };
    });
    return ok({ items, nextCursor });
  },
});

export const REPORT_ROUTES: readonly Route[] = [listReports];
