import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client';
import { ok } from '../answer';
import { Cursors, pageOf, pageQuery } from '../cursor';
import { openRoute, type Route } from '../route';
import { line } from '../schemas';

/** 已登记, 建设中, 验收中, 已通过验收, 已办结: all that the public learns of where a project stands. */
export const PUBLIC_STATUSES = ['registered', 'under_construction', 'in_acceptance', 'accepted', 'closed'] as const;

const status = z.enum(PUBLIC_STATUSES);

const project = z
  .object({
    code: z.string(),
    name: z.string(),
    jurisdiction: z.string(),
    jurisdictionCode: z.string(),
    industry: z.string(),
    status,
  })
  .meta({ id: 'PublicProject' });

export const listPublicProjects = openRoute({
  method: 'get',
  path: '/api/v1/public/projects',
  tag: 'public',
  summary: 'Listed projects and their public status, by part of a name, status or jurisdiction',
  query: pageQuery.extend({
    search: line(100).optional(),
    status: status.optional(),
    jurisdiction: z.string().max(20).optional().meta({ description: 'Code of a jurisdiction' }),
  }),
  answers: { 200: pageOf(project) },
  async handler({ deps, query }) {
    const { limit, cursor, search, status, jurisdiction } = query;
    const cursors = new Cursors(
      deps.config.hmacKey,
      `public projects ${JSON.stringify([search, status, jurisdiction])}`,
    );
    const after = cursor === undefined ? '' : String(cursors.read(cursor)[0]);
    const conditions = [
      Prisma.sql`code > ${after}`,
      ...(search ? [Prisma.sql`position(${search} IN name) > 0`] : []),
      ...(status ? [Prisma.sql`status = ${status}`] : []),
      ...(jurisdiction ? [Prisma.sql`"jurisdictionCode" = ${jurisdiction}`] : []),
    ];
    const rows = await deps.publicDatabase.client.$queryRaw<z.input<typeof project>[]>`
      SELECT code, name, jurisdiction, "jurisdictionCode", industry, status FROM open.project
      WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY code LIMIT ${limit + 1}`;
    const items = rows.slice(0, limit);
    return ok({ items, nextCursor: rows.length > limit ? cursors.write([items.at(-1)!.code]) : null });
  },
});

export const PUBLIC_PROJECT_ROUTES: readonly Route[] = [listPublicProjects];
