import { z } from 'zod';
import { Refusal } from '../../domain/errors';
import { noContent, ok } from '../answer';
import type { SessionLogin } from '../auth/session';
import { type Route, route } from '../route';
import { id, idParams, instant } from '../schemas';

const row = z.object({
  id,
  device: z.string(),
  signedInAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
});

export const listSessions = route({
  method: 'get',
  path: '/api/v1/sessions',
  tag: 'session',
  summary: 'Where I am signed in',
  session: true,
  beforeTotp: true,
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler({ tx, deps, actor }) {
    const sessions = await tx.session.findMany({
      where: {
        sess: { path: ['login', 'accountId'], equals: actor.accountId },
        expire: { gt: deps.machineClock.now() },
      },
    });
    const idleMs = deps.config.session.idleMinutes * 60_000;
    const current = actor.identity.via === 'session' ? actor.identity.login.id : null;
    const items = sessions
      .map(({ sess, expire }) => ({ login: (sess as unknown as { login: SessionLogin }).login, expire }))
      .map(({ login, expire }) => ({
        id: login.id,
        device: login.device,
        signedInAt: login.signedInAt,
        // The store renews the end of an idle session with each request.
        lastSeenAt: new Date(expire.getTime() - idleMs).toISOString(),
        current: login.id === current,
      }))
      .sort((a, b) => (a.signedInAt < b.signedInAt ? 1 : -1));
    return ok({ items });
  },
});

export const endSession = route({
  method: 'delete',
  path: '/api/v1/sessions/{id}',
  tag: 'session',
  summary: 'Sign out another of my sessions',
  session: true,
  beforeTotp: true,
  params: idParams,
  answers: { 204: 'nothing' },
  async handler({ tx, actor, params }) {
    const { count } = await tx.session.deleteMany({
      where: {
        AND: [
          { sess: { path: ['login', 'accountId'], equals: actor.accountId } },
          { sess: { path: ['login', 'id'], equals: params.id } },
        ],
      },
    });
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return noContent();
  },
});

export const SESSIONS_ROUTES: readonly Route[] = [listSessions, endSession];
