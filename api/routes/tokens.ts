import { z } from 'zod';
import { tokenHash } from '../../activities/accounts/login-link-token';
import { appendAudit } from '../../activities/audit/append-audit';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { created, noContent, ok } from '../answer';
import { newAccessToken } from '../auth/bearer';
import { type Route, route } from '../route';
import { id, idParams, instant, instantOf, line } from '../schemas';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

const row = z.object({
  id,
  name: z.string(),
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  createdAt: instant,
});

const listTokens = route({
  method: 'get',
  path: '/api/v1/me/tokens',
  tag: 'me',
  summary: 'Access tokens of my programs',
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler({ tx, actor }) {
    const tokens = await tx.accessToken.findMany({
      where: { accountId: actor.accountId },
      orderBy: { recordedAt: 'desc' },
    });
    return ok({
      items: tokens.map((token) => ({
        id: token.id,
        name: token.name,
        expiresAt: token.expiresAt.toISOString(),
        lastUsedAt: instantOf(token.lastUsedAt),
        revokedAt: instantOf(token.revokedAt),
        createdAt: token.recordedAt.toISOString(),
      })),
    });
  },
});

const createToken = route({
  method: 'post',
  path: '/api/v1/me/tokens',
  tag: 'me',
  summary: 'Make an access token; it is shown once',
  session: true,
  reauthenticated: true,
  shownOnce: ['token'],
  body: z.strictObject({ name: line(100), days: z.int().min(1).max(LONGEST_DAYS) }),
  answers: { 201: z.object({ id, token: z.string().nullable(), expiresAt: instant }) },
  async handler({ tx, deps, actor, occasion, body }) {
    const token = newAccessToken();
    const expiresAt = new Date(deps.machineClock.now().getTime() + body.days * DAY_MS);
    const { id } = await tx.accessToken.create({
      data: { accountId: actor.accountId, name: body.name, tokenHash: tokenHash(token), expiresAt },
    });
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'token.issued',
      actorId: actor.personId,
      at: occasion.now,
      payload: { tokenId: id },
    });
    return created({ id, token, expiresAt: expiresAt.toISOString() }, '/api/v1/me/tokens');
  },
});

const revokeToken = route({
  method: 'delete',
  path: '/api/v1/me/tokens/{id}',
  tag: 'me',
  summary: 'Revoke an access token',
  params: idParams,
  answers: { 204: 'nothing' },
  async handler({ tx, deps, actor, occasion, params }) {
    const { count } = await tx.accessToken.updateMany({
      where: { id: params.id, accountId: actor.accountId, revokedAt: null },
      data: { revokedAt: deps.machineClock.now() },
    });
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'token.revoked',
      actorId: actor.personId,
      at: occasion.now,
      payload: { tokenId: params.id },
    });
    return noContent();
  },
});

export const TOKEN_ROUTES: readonly Route[] = [listTokens, createToken, revokeToken];
