import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { tokenHash } from '../../activities/accounts/login-link-token';
import { appendAudit } from '../../activities/audit/append-audit';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { LoginLinkPurpose } from '../../prisma/generated/enums';
import { noContent, ok } from '../answer';
import { failuresPerAddress, requestsPerAddress } from '../auth/attempts';
import { findAccount } from '../auth/find-account';
import { identify } from '../auth/identify';
import { findLoginLink, sendLoginLink, useLoginLink } from '../auth/login-links';
import { hashPassword, requireStrongPassword } from '../auth/password';
import { setPassword } from '../auth/set-password';
import type { ApiDeps } from '../deps';
import { occasionNow, openRoute, type Route } from '../route';
import { instant, newPassword } from '../schemas';

/** Whatever was asked for takes this long, so that the time doesn't tell whether there is such an account. */
const ANSWER_MS = 400;

const RESETS_PER_ADDRESS = 20;
const RESETS_PER_HOUR = 3;

const params = z.strictObject({ token: z.string().min(20).max(100) });

const link = z
  .object({
    purpose: z.enum(LoginLinkPurpose),
    login: z.string(),
    /** Whether using the link takes a new password. */
    needsPassword: z.boolean(),
    /** Whether using it takes the account's own session. */
    needsSession: z.boolean(),
    expiresAt: instant,
  })
  .meta({ id: 'LoginLink' });

export const requestReset = openRoute({
  method: 'post',
  path: '/api/v1/password-resets',
  tag: 'session',
  summary: 'Ask for a mail that lets one set a new password',
  description: 'Answers the same whether or not there is such an account.',
  body: z.strictObject({ login: z.string().min(1).max(254).meta({ description: 'A login, or a verified address' }) }),
  answers: { 204: 'nothing' },
  guards: () => [requestsPerAddress(RESETS_PER_ADDRESS)],
  async handler({ deps, body }) {
    await Promise.all([sendReset(deps, body.login), sleep(ANSWER_MS)]);
    return noContent();
  },
});

async function sendReset(deps: ApiDeps, login: string): Promise<void> {
  const account = await findAccount(deps, login);
  if (!account || account.disabledAt) return;
  const { id: accountId, personId } = account;
  const hourAgo = new Date(deps.machineClock.now().getTime() - 3_600_000);
  await deps.database.withPerson(personId, async (tx) => {
    const recent = await tx.loginLink.count({ where: { accountId, purpose: 'reset', recordedAt: { gt: hourAgo } } });
    if (recent >= RESETS_PER_HOUR) return;
    await sendLoginLink(tx, deps, await occasionNow(tx, deps.clock), 'reset', { accountId, personId, addressId: null });
  });
}

export const readLink = openRoute({
  method: 'get',
  path: '/api/v1/links/{token}',
  tag: 'session',
  summary: 'What a one-time link is for; looking at it changes nothing',
  params,
  answers: { 200: link },
  refusals: ['LINK_INVALID'],
  confidential: true,
  guards: ({ config }) => [failuresPerAddress(config)],
  async handler({ deps, params }) {
    const found = await requireLink(deps, params.token);
    const needsSession = found.purpose === 'verify_address';
    return ok({
      purpose: found.purpose,
      login: found.account.login,
      needsPassword: !needsSession,
      needsSession,
      expiresAt: found.expiresAt.toISOString(),
    });
  },
});

export const useLink = openRoute({
  method: 'post',
  path: '/api/v1/links/{token}',
  tag: 'session',
  summary: 'Use a one-time link: set the password, or confirm an address',
  description: 'Confirming an address takes the session of the account it belongs to.',
  params,
  body: z.strictObject({ password: newPassword.optional() }),
  answers: { 204: 'nothing' },
  refusals: ['LINK_INVALID', 'PASSWORD_TOO_WEAK', 'NOT_SIGNED_IN'],
  confidential: true,
  guards: ({ config }) => [failuresPerAddress(config)],
  async handler({ deps, request, params, body }) {
    const found = await requireLink(deps, params.token);
    if (found.purpose === 'verify_address') {
      const identity = await identify(deps, request);
      if (identity?.via !== 'session' || identity.login.awaitsCode || identity.accountId !== found.accountId) {
        throw new Refusal('NOT_SIGNED_IN');
      }
      await redeem(deps, found, null);
    } else {
      if (body.password === undefined) throw new Refusal('BAD_INPUT', { field: 'password', allowed: 'string' });
      requireStrongPassword(body.password, [found.account.login]);
      await redeem(deps, found, await hashPassword(body.password));
    }
    return noContent();
  },
});

type FoundLink = NonNullable<Awaited<ReturnType<typeof findLoginLink>>>;

async function requireLink(deps: ApiDeps, token: string): Promise<FoundLink> {
  const found = await findLoginLink(deps, token);
  // The token is as good as a password: not even its hash goes into the answer.
  if (!found || found.tokenHash !== tokenHash(token)) throw new Refusal('LINK_INVALID');
  return found;
}

/** Uses a link once: the one mail that carried it proves the address it went to. */
async function redeem(deps: ApiDeps, link: FoundLink, passwordHash: string | null): Promise<void> {
  const { id: linkId, accountId, purpose, addressId, account } = link;
  await deps.database.withPerson(account.personId, async (tx) => {
    const now = deps.machineClock.now();
    if (!(await useLoginLink(tx, linkId, now))) throw new Refusal('LINK_INVALID');
    const occasion = await occasionNow(tx, deps.clock);
    if (addressId) {
      await tx.emailAddress.updateMany({
        where: { id: addressId, personId: account.personId, endedAt: null },
        data: { verifiedAt: now, bouncedAt: null, disownedAt: null },
      });
    }
    if (passwordHash) await setPassword(tx, account, passwordHash, now, occasion);
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'link.used',
      actorId: account.personId,
      at: occasion.now,
      payload: { linkId, accountId, purpose },
    });
  });
}

export const LINK_ROUTES: readonly Route[] = [requestReset, readLink, useLink];
