import type { Request } from 'express';
import { tokenHash } from '../../activities/accounts/login-link-token';
import { Refusal } from '../../domain/errors';
import type { ApiDeps } from '../deps';
import { bearerToken } from './bearer';
import type { SessionLogin } from './session';

/** Who shows a valid credential, before anything of the account was read. */
export type Identity =
  | { via: 'session'; accountId: string; personId: string; login: SessionLogin }
  | { via: 'token'; accountId: string; personId: string; tokenId: string };

/** A token's last use is written down at most this often. */
const LAST_USE_MS = 60_000;

/**
 * @returns null when the request shows no credential at all
 * @throws Refusal NOT_SIGNED_IN for a token that is unknown, revoked or past its term
 */
export async function identify(deps: ApiDeps, request: Request): Promise<Identity | null> {
  const token = bearerToken(request);
  if (token !== null) return byToken(deps, token);
  const { login } = request.session;
  return login ? { via: 'session', accountId: login.accountId, personId: login.personId, login } : null;
}

async function byToken({ database, machineClock }: ApiDeps, token: string): Promise<Identity> {
  const hash = tokenHash(token);
  const now = machineClock.now();
  const found = await database.withCredential(hash, (tx) =>
    tx.accessToken.findUnique({ where: { tokenHash: hash }, include: { account: true } }),
  );
  if (!found || found.revokedAt || found.expiresAt <= now) throw new Refusal('NOT_SIGNED_IN');
  const { id, accountId, lastUsedAt, account } = found;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() > LAST_USE_MS) {
    await database.withPerson(account.personId, (tx) =>
      tx.accessToken.updateMany({ where: { id }, data: { lastUsedAt: now } }),
    );
  }
  return { via: 'token', accountId, personId: account.personId, tokenId: id };
}
