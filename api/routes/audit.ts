import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Actor, Occasion } from '../actor';
import { ok } from '../answer';
import { Cursors, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { id, instant, sha256 } from '../schemas';
import { loadViewer } from '../viewer';

const event = z
  .object({
    chain: z.string(),
    sequence: z.int(),
    type: z.string(),
    payload: z.looseObject({}),
    actorId: id.nullable(),
    at: instant,
    previous: z.string(),
    hash: sha256,
  })
  .meta({ id: 'AuditEvent' });

const root = z
  .object({
    sequence: z.int(),
    at: instant,
    root: sha256,
    /** SHA-256 of the signature before. */
    previous: z.string(),
    signature: z.string().meta({ description: 'Ed25519, base64' }),
    keyId: z.string(),
  })
  .meta({ id: 'AuditRoot' });

export const listEvents = route({
  method: 'get',
  path: '/api/v1/audit/events',
  tag: 'audit',
  summary: 'Events of one chain in their order',
  description: 'Chains are `project/{code}` and `jurisdiction/{code}` for their bureau, and `installation` for admins.',
  query: pageQuery.extend({ chain: z.string().max(60), type: z.string().max(50).optional() }),
  answers: { 200: pageOf(event) },
  refusals: ['NOT_FOUND'],
  async handler({ tx, deps, actor, occasion, query }) {
    const { chain, type, limit, cursor } = query;
    await requireVisible(tx, actor, occasion, chain);
    const cursors = new Cursors(deps.config.hmacKey, `audit ${chain} ${type ?? ''}`);
    const after = cursor === undefined ? 0 : Number(cursors.read(cursor)[0]);
    const events = await tx.auditEvent.findMany({
      where: { chain, type, sequence: { gt: after } },
      orderBy: { sequence: 'asc' },
      take: limit + 1,
    });
    const page = events.slice(0, limit);
    return ok({
      items: page.map(({ at, payload, ...rest }) => ({
        ...rest,
        at: at.toISOString(),
        payload: payload as Record<string, unknown>,
      })),
      nextCursor: events.length > limit ? cursors.write([page.at(-1)!.sequence]) : null,
    });
  },
});

export const listRoots = route({
  method: 'get',
  path: '/api/v1/audit/roots',
  tag: 'audit',
  summary: 'Signed roots over all chains, the latest first',
  query: pageQuery,
  answers: { 200: pageOf(root) },
  async handler({ tx, deps, query: { limit, cursor } }) {
    const cursors = new Cursors(deps.config.hmacKey, 'audit roots');
    const before = cursor === undefined ? undefined : Number(cursors.read(cursor)[0]);
    const roots = await tx.auditRoot.findMany({
      where: before === undefined ? {} : { sequence: { lt: before } },
      // The heads would tell how busy each project was.
      omit: { heads: true },
      orderBy: { sequence: 'desc' },
      take: limit + 1,
    });
    const page = roots.slice(0, limit);
    return ok({
      items: page.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
      nextCursor: roots.length > limit ? cursors.write([page.at(-1)!.sequence]) : null,
    });
  },
});

/** A chain that may not be seen is answered like one that does not exist. @throws Refusal NOT_FOUND */
async function requireVisible(tx: Tx, actor: Actor, { today }: Occasion, chain: string): Promise<void> {
  const viewer = await loadViewer(tx, actor.personId, today);
  const bureau = { in: viewer.staff };
  const [, kind, code] = /^(project|jurisdiction)\/(.+)$/.exec(chain) ?? [];
  const seen =
    kind === 'project'
      ? await tx.project.findFirst({ where: { code, jurisdictionId: bureau }, select: { id: true } })
      : kind === 'jurisdiction'
        ? await tx.jurisdiction.findFirst({ where: { code, id: bureau }, select: { id: true } })
        : chain === INSTALLATION_CHAIN && viewer.isAdmin;
  if (!seen) throw new Refusal('NOT_FOUND', { field: 'chain', value: chain });
}

export const AUDIT_ROUTES: readonly Route[] = [listEvents, listRoots];
