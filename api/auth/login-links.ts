import { randomUUID } from 'node:crypto';
import { loginLinkPath, loginLinkToken, tokenHash } from '../../activities/accounts/login-link-token';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { tellPerson } from '../../activities/mail/enqueue';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import type { LoginLinkPurpose } from '../../prisma/generated/client';
import roleNames from '../../templates/locales/zh-CN/roles.json';
import type { Occasion } from '../actor';
import type { ApiDeps } from '../deps';

const HOUR_MS = 3_600_000;

/** How long a link may be used. */
export const LINK_TERM_MS: Record<LoginLinkPurpose, number> = {
  first_login: 7 * 24 * HOUR_MS,
  reset: HOUR_MS,
  verify_address: 7 * 24 * HOUR_MS,
};

interface Recipient {
  accountId: string;
  personId: string;
  /** The address that using the link proves. */
  addressId: string | null;
}

/**
 * Makes a one-time link and puts its mail into the outbox. Earlier links of the same purpose stop working. The last write of
 * its transaction.
 *
 * @param occasion when the reader is told; the link itself lives on the machine's time
 */
export async function sendLoginLink(
  tx: Tx,
  { config, machineClock }: Pick<ApiDeps, 'config' | 'machineClock'>,
  occasion: Pick<Occasion, 'now'>,
  purpose: LoginLinkPurpose,
  { accountId, personId, addressId }: Recipient,
): Promise<void> {
  const id = randomUUID();
  const now = machineClock.now();
  const issued = await tx.loginLink.count({ where: { accountId, purpose } });
  await tx.loginLink.updateMany({ where: { accountId, purpose, usedAt: null }, data: { usedAt: now } });
  await tx.loginLink.create({
    data: {
      id,
      accountId,
      purpose,
      addressId,
      tokenHash: tokenHash(loginLinkToken(config.hmacKey, id)),
      expiresAt: new Date(now.getTime() + LINK_TERM_MS[purpose]),
    },
  });
  const due = new Date(occasion.now.getTime() + LINK_TERM_MS[purpose]).toISOString();
  const link = loginLinkPath(id);
  if (purpose === 'first_login') {
    const duty = await dutiesOf(tx, personId);
    await tellPerson(tx, occasion.now, 'first-login', personId, { issue: issued + 1 }, { duty, due, link });
  } else if (purpose === 'reset') {
    await tellPerson(tx, occasion.now, 'password-reset', personId, { request: id }, { due, link });
  } else {
    await tellPerson(tx, occasion.now, 'address-confirmation', personId, { change: id }, { due, link });
  }
  await appendAudit(tx, INSTALLATION_CHAIN, {
    type: 'link.sent',
    actorId: null,
    at: occasion.now,
    payload: { linkId: id, accountId, purpose },
  });
}

async function dutiesOf(tx: Tx, personId: string): Promise<string> {
  const grants = await tx.grant.findMany({ where: { personId }, distinct: ['role'], orderBy: { role: 'asc' } });
  return grants.map(({ role }) => roleNames[role]).join('、') || roleNames.none;
}

/** The link that a token opens, or null when it opens none any more. */
export async function findLoginLink({ database, machineClock }: ApiDeps, token: string) {
  const hash = tokenHash(token);
  const link = await database.withCredential(hash, (tx) =>
    tx.loginLink.findUnique({ where: { tokenHash: hash }, include: { account: true } }),
  );
  if (!link || link.usedAt || link.expiresAt <= machineClock.now() || link.account.disabledAt) return null;
  return link;
}

/** Marks a link used; false when somebody was faster. */
export async function useLoginLink(tx: Tx, linkId: string, now: Date): Promise<boolean> {
  const { count } = await tx.loginLink.updateMany({ where: { id: linkId, usedAt: null }, data: { usedAt: now } });
  return count === 1;
}
