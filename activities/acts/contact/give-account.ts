import { randomUUID } from 'node:crypto';
import { addDays } from '../../../domain/calendar/local-date';
import { atLocalTime } from '../../../domain/calendar/local-time';
import type { OrganisationKind } from '../../../prisma/generated/client';
import { loginLinkPath } from '../../accounts/login-link-token';
import { tell } from '../../mail/enqueue';
import { word } from '../../mail/words';
import type { ActContext } from '../../process/process-context';

/** How long a first link works. */
const LINK_DAYS = 7;

/** An account with a first link, unless the person has one. Its login is the address, or where that is taken the id. */
export async function giveAccount(
  ctx: ActContext,
  personId: string,
  email: string,
  as: OrganisationKind,
): Promise<void> {
  const { tx } = ctx;
  if (await tx.account.findUnique({ where: { personId }, select: { id: true } })) return;
  const login = email.toLowerCase();
  const taken = await tx.account.findUnique({ where: { login }, select: { id: true } });
  const account = await tx.account.create({
    data: { personId, login: taken ? personId : login },
    select: { id: true },
  });
  const id = randomUUID();
  const due = atLocalTime(addDays(ctx.today, LINK_DAYS), '24:00');
  // The token is made from the id, with the server's key, when the mail leaves; until then the link opens nothing.
  await tx.loginLink.create({
    data: { id, accountId: account.id, purpose: 'first_login', tokenHash: `unsent/${id}`, expiresAt: new Date(due) },
  });
  const about = { duty: word('duty', as as 'owner'), due, link: loginLinkPath(id) };
  await tell(ctx, 'first-login', [personId], { issue: 1 }, about, { until: new Date(due) });
}
