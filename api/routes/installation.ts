import { z } from 'zod';
import { ok } from '../answer';
import type { ReadinessCheck } from '../deps';
import { runChecks } from '../health';
import { occasionNow, openRoute, type Route, route } from '../route';
import { instant, instantOf, localDate } from '../schemas';

const readInstallation = openRoute({
  method: 'get',
  path: '/api/v1/installation',
  tag: 'installation',
  summary: 'Whether this is the real thing or practice 演练, and what time it lives on',
  answers: {
    200: z.object({ mode: z.enum(['real', 'practice']), now: instant, today: localDate, version: z.string() }),
  },
  async handler({ deps }) {
    const { now, today, practice } = await deps.database.withPerson(null, (tx) => occasionNow(tx, deps.clock));
    return ok({
      mode: practice ? ('practice' as const) : ('real' as const),
      now: now.toISOString(),
      today,
      version: deps.config.version,
    });
  },
});

/** How many wait or failed, never to whom or of what. */
interface QueuedMails {
  state: string;
  n: number;
  oldest: Date;
}

export const readHealth = route({
  method: 'get',
  path: '/api/v1/health',
  tag: 'installation',
  summary: 'How the installation is doing: its parts, its mail and its audit log',
  roles: ['admin'],
  answers: {
    200: z.object({
      checks: z.array(
        z.object({
          name: z.string(),
          problem: z.string().nullable(),
          /** How much it is of what is too much, in seconds or as a number; null while all is well. */
          measured: z.number().nullable(),
        }),
      ),
      mail: z.object({
        byState: z.record(z.string(), z.int()),
        oldestQueuedAt: instant.nullable(),
      }),
      lastAuditRootAt: instant.nullable(),
      databaseRetries: z.int(),
    }),
  },
  async handler({ tx, deps }) {
    const mails = await tx.$queryRaw<QueuedMails[]>`SELECT state::text, n, oldest FROM access.mail_counts()`;
    const queued = mails.find(({ state }) => state === 'queued');
    const root = await tx.auditRoot.findFirst({ orderBy: { sequence: 'desc' }, select: { at: true } });
    return ok({
      checks: await withMeasures(deps.checks),
      mail: {
        byState: Object.fromEntries(mails.map(({ state, n }) => [state, n])),
        oldestQueuedAt: instantOf(queued?.oldest ?? null),
      },
      lastAuditRootAt: instantOf(root?.at ?? null),
      databaseRetries: deps.database.retries,
    });
  },
});

async function withMeasures(checks: readonly ReadinessCheck[]) {
  const results = await runChecks(checks);
  return Promise.all(
    results.map(async ({ name, problem }) => {
      const measure = problem === null ? undefined : checks.find((each) => each.name === name)?.measure;
      // What fails to answer can't be measured either.
      const measured = measure ? await measure.read().catch(() => null) : null;
      return { name, problem, measured };
    }),
  );
}

export const INSTALLATION_ROUTES: readonly Route[] = [readInstallation, readHealth];
