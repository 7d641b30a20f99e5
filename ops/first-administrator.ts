import { randomUUID } from 'node:crypto';
import { loginLinkToken, tokenHash } from '../activities/accounts/login-link-token';
import { appendAudits } from '../activities/audit/append-audit';
import type { Database } from '../activities/database/database';
import { INSTALLATION_CHAIN } from '../domain/audit/audit-event';

/** Who starts an installation is at the machine: an hour is enough. */
const TERM_MS = 3_600_000;

/** The first person who can sign in, and what opens the door once. */
export interface FirstAdministrator {
  login: string;
  /** Sets the password, once, within the hour: the end of `/links/…`. */
  token: string;
}

/**
 * Makes the administrator of a new installation; null when it has accounts already.
 *
 * @param owner as `dangyan_owner`
 */
export async function firstAdministrator(
  owner: Database,
  hmacKey: Buffer,
  now: Date,
): Promise<FirstAdministrator | null> {
  return owner.transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('first administrator'))::text`;
    if ((await tx.account.count()) > 0) return null;
    const person = await tx.person.create({ data: { name: '系统管理员' } });
    const login = 'admin';
    const account = await tx.account.create({ data: { personId: person.id, login } });
    await tx.grant.create({ data: { personId: person.id, role: 'admin', from: now } });
    const linkId = randomUUID();
    const token = loginLinkToken(hmacKey, linkId);
    await tx.loginLink.create({
      data: {
        id: linkId,
        accountId: account.id,
        purpose: 'first_login',
        tokenHash: tokenHash(token),
        expiresAt: new Date(now.getTime() + TERM_MS),
      },
    });
    const event = { type: 'account.created', actorId: null, at: now, payload: { accountId: account.id } } as const;
    await appendAudits(tx, [{ chain: INSTALLATION_CHAIN, event }]);
    return { login, token };
  });
}
