import type { Prisma } from '../../prisma/generated/client';

/** What of a project its meeting is planned from. */
export const PROJECT_ROW = {
  jurisdiction: true,
  dates: { where: { kind: 'completion' }, orderBy: { sequence: 'desc' }, take: 1 },
  rounds: {
    where: { endedAt: null },
    orderBy: { number: 'desc' },
    take: 1,
    include: { halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] } },
  },
  applications: { orderBy: { number: 'desc' }, take: 1 },
} satisfies Prisma.ProjectInclude;

export type ProjectRow = Prisma.ProjectGetPayload<{ include: typeof PROJECT_ROW }>;
