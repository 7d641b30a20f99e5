import { randomUUID } from 'node:crypto';
import { INSTALLATION_CHAIN } from '../../../domain/audit/audit-event';
import type { OrganisationKind } from '../../../prisma/generated/client';
import { linkKey } from '../../accounts/link-key';
import { loginLinkPath, loginLinkToken, tokenHash } from '../../accounts/login-link-token';
import { appendAudits } from '../../audit/append-audit';
import { tell } from '../../mail/enqueue';
import { word } from '../../mail/words';
import type { ActContext } from '../../process/process-context';

/** How long a first link works. */
const LINK_TERM_MS = 7 * 24 * 3_600_000;

/**
 * An account with a first link, whose use proves the address, unless the person has one. Its login is the address, or
 * where that is taken the person's id.
 */
export async function giveAccount(
  ctx: ActContext,
  personId: string,
  email: string,
  as: OrganisationKind | 'member',
): Promise<void> {
  const { tx, now } = ctx;
  if (await tx.account.findUnique({ where: { personId }, select: { id: true } })) return;
  const address = email.toLowerCase();
  const taken = await tx.account.findUnique({ where: { login: address }, select: { id: true } });
  const { id: accountId } = await tx.account.create({
    data: { personId, login: taken ? personId : address },
    select: { id: true },
  });
  const inUse = await tx.emailAddress.findFirst({
    where: { personId, address, endedAt: null },
    select: { id: true },
  });
  const linkId = randomUUID();
  await tx.loginLink.create({
    data: {
      id: linkId,
      accountId,
      purpose: 'first_login',
      addressId: inUse?.id,
      tokenHash: tokenHash(loginLinkToken(linkKey(), linkId)),
      // Whoever opens a link does so on the machine's time, the mail speaks of the reader's.
      expiresAt: new Date(ctx.machineNow.getTime() + LINK_TERM_MS),
    },
  });
  const until = new Date(now.getTime() + LINK_TERM_MS);
  const about = { duty: word('duty', as as 'owner'), due: until.toISOString(), link: loginLinkPath(linkId) };
  await tell(ctx, 'first-login', [personId], { issue: 1 }, about, { until });
  await appendAudits(tx, [
    {
      chain: INSTALLATION_CHAIN,
      event: { type: 'account.created', actorId: ctx.actorId, at: now, payload: { accountId } },
    },
    {
      chain: INSTALLATION_CHAIN,
      event: {
        type: 'link.sent',
        actorId: ctx.actorId,
        at: now,
        payload: { linkId, accountId, purpose: 'first_login' },
      },
    },
  ]);
}
