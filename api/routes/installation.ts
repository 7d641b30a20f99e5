import { z } from 'zod';
import { ok } from '../answer';
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

/** A row of `access.mail_queue()`: what waits or failed, never to whom or of what. */
interface QueuedMail {
  state: string;
  queuedAt: Date;
}

const readHealth = route({
  method: 'get',
  path: '/api/v1/health',
  tag: 'installation',
  summary: 'How the installation is doing: its parts, its mail and its audit log',
  roles: ['admin'],
  answers: {
    200: z.object({
      checks: z.array(z.object({ name: z.string(), problem: z.string().nullable() })),
      mail: z.object({
        byState: z.record(z.string(), z.int()),
        oldestQueuedAt: instant.nullable(),
      }),
      lastAuditRootAt: instant.nullable(),
      databaseRetries: z.int(),
    }),
  },
  async handler({ tx, deps }) {
    const mails = await tx.$queryRaw<QueuedMail[]>`SELECT state::text, "queuedAt" FROM access.mail_queue()`;
    const byState: Record<string, number> = {};
    for (const { state } of mails) byState[state] = (byState[state] ?? 0) + 1;
    const queued = mails.filter(({ state }) => state === 'queued').map(({ queuedAt }) => queuedAt.getTime());
    const root = await tx.auditRoot.findFirst({ orderBy: { sequence: 'desc' }, select: { at: true } });
    return ok({
      checks: await runChecks(deps.checks),
      mail: { byState, oldestQueuedAt: queued.length > 0 ? new Date(Math.min(...queued)).toISOString() : null },
      lastAuditRootAt: instantOf(root?.at ?? null),
      databaseRetries: deps.database.retries,
    });
  },
});

export const INSTALLATION_ROUTES: readonly Route[] = [readInstallation, readHealth];
