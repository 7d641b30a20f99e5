import type { Request } from 'express';
import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import { toDate } from '../../activities/database/dates';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Account } from '../../prisma/generated/client';
import { type Actor, loadActor } from '../actor';
import { noContent, ok } from '../answer';
import { countFailure, failuresPerAddress, isLocked } from '../auth/attempts';
import { findAccount } from '../auth/find-account';
import { identify } from '../auth/identify';
import { isPassword, isPasswordOver } from '../auth/password';
import { newLogin, renewSession } from '../auth/session';
import { takeTotpCode } from '../auth/take-totp-code';
import type { ApiDeps } from '../deps';
import { personNamed, personNames } from '../person-names';
import { occasionNow, openRoute, ownRoute, type Route } from '../route';
import { id, instant, localDate, password, personName, role, totpCode } from '../schemas';

const grant = z
  .object({ id, role, jurisdictionId: id.nullable(), organisationId: id.nullable(), section: z.string().nullable() })
  .meta({ id: 'GrantInForce' });

const session = z
  .object({
    state: z.enum(['signed_out', 'awaits_code', 'must_change_password', 'must_set_up_totp', 'signed_in']),
    /** To be shown in `X-CSRF-Token` with every request that is not a GET; null without a session. */
    csrfToken: z.string().nullable(),
    person: personName.nullable(),
    login: z.string().nullable(),
    grants: z.array(grant),
    /** People in whose place the person may act today. */
    deputyFor: z.array(personName),
    /** Until when what needs the password may be done. */
    authenticatedUntil: instant.nullable(),
    /** The day as facts see it, and whether it is practice time. */
    today: localDate,
    practice: z.boolean(),
  })
  .meta({ id: 'Session' });

export const signIn = openRoute({
  method: 'post',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign in with login, or a verified address, and password',
  description:
    'With a second factor the state is `awaits_code` until POST /api/v1/session/totp. A one-time password opens nothing but ' +
    'PUT /api/v1/me/password (`must_change_password`).',
  body: z.strictObject({ login: z.string().min(1).max(254), password }),
  answers: { 200: session },
  refusals: ['BAD_CREDENTIALS', 'ACCOUNT_DISABLED'],
  confidential: true,
  guards: ({ config }) => [failuresPerAddress(config)],
  async handler({ deps, request, body }) {
    const account = await findAccount(deps, body.login);
    const now = deps.machineClock.now();
    const locked = account !== null && isLocked(account, now);
    const usable = account !== null && !locked && !isPasswordOver(account, now);
    const right = await isPassword(usable ? account.passwordHash : null, body.password);
    if (!account || !right) {
      if (account && !locked) await countFailure(deps, account, 'password');
      throw new Refusal('BAD_CREDENTIALS');
    }
    if (account.disabledAt) throw new Refusal('ACCOUNT_DISABLED');
    const awaitsCode = account.totpConfirmedAt !== null;
    if (!awaitsCode) await recordSignIn(deps, account, 1);
    await renewSession(request, newLogin(account, request, now, awaitsCode));
    return ok(await readSession(deps, request));
  },
});

export const showCode = openRoute({
  method: 'post',
  path: '/api/v1/session/totp',
  tag: 'session',
  summary: 'Show the code of the second factor',
  body: z.strictObject({ code: totpCode }),
  answers: { 200: session },
  refusals: ['NOT_SIGNED_IN', 'TOTP_CODE_INVALID'],
  confidential: true,
  guards: ({ config }) => [failuresPerAddress(config)],
  async handler({ deps, request, body }) {
    const { login } = request.session;
    if (!login?.awaitsCode) throw new Refusal('NOT_SIGNED_IN');
    const account = await deps.database.withPerson(login.personId, (tx) =>
      tx.account.findUniqueOrThrow({ where: { id: login.accountId } }),
    );
    const locked = isLocked(account, deps.machineClock.now());
    if (locked || !(await takeTotpCode(deps, account, body.code))) {
      if (locked || (await countFailure(deps, account, 'code'))) await renewSession(request);
      throw new Refusal('TOTP_CODE_INVALID');
    }
    await recordSignIn(deps, account, 2);
    await renewSession(request, newLogin(account, request, deps.machineClock.now(), false));
    return ok(await readSession(deps, request));
  },
});

export const readCurrent = openRoute({
  method: 'get',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Who is signed in, with which roles',
  answers: { 200: session },
  handler: async ({ deps, request }) => ok(await readSession(deps, request)),
});

export const signOut = openRoute({
  method: 'delete',
  path: '/api/v1/session',
  tag: 'session',
  summary: 'Sign out',
  answers: { 204: 'nothing' },
  async handler({ request }) {
    if (request.session.login) await renewSession(request);
    return noContent();
  },
});

export const reauthenticate = ownRoute({
  method: 'post',
  path: '/api/v1/session/reauthenticate',
  tag: 'session',
  summary: 'Give the password again, for what needs it within the next minutes',
  key: 'none',
  session: true,
  beforeTotp: true,
  body: z.strictObject({ password }),
  answers: { 200: session },
  refusals: ['BAD_CREDENTIALS'],
  confidential: true,
  guards: ({ config }) => [failuresPerAddress(config)],
  async handler({ deps, request, actor, body }) {
    await requirePassword(deps, request, actor.personId, body.password);
    request.session.login!.authenticatedAt = deps.machineClock.now().toISOString();
    return ok(await readSession(deps, request));
  },
});

/** Ends the session when the account is locked by it: somebody else may sit at the desk. @throws Refusal BAD_CREDENTIALS */
export async function requirePassword(
  deps: ApiDeps,
  request: Request,
  personId: string,
  given: string,
): Promise<Account> {
  const account = await deps.database.withPerson(personId, (tx) =>
    tx.account.findUniqueOrThrow({ where: { personId } }),
  );
  const now = deps.machineClock.now();
  const locked = isLocked(account, now);
  if (locked || isPasswordOver(account, now) || !(await isPassword(account.passwordHash, given))) {
    if (locked || (await countFailure(deps, account, 'password'))) await renewSession(request);
    throw new Refusal('BAD_CREDENTIALS', { field: 'password' });
  }
  return account;
}

function recordSignIn({ database, clock }: ApiDeps, { id, personId }: Account, factors: 1 | 2): Promise<void> {
  return database.withPerson(personId, async (tx) => {
    await tx.account.update({ where: { id }, data: { failedLogins: 0, lockedUntil: null } });
    const { now: at } = await occasionNow(tx, clock);
    const payload = { accountId: id, factors };
    await appendAudit(tx, INSTALLATION_CHAIN, { type: 'session.opened', actorId: personId, at, payload });
  });
}

async function readSession(deps: ApiDeps, request: Request): Promise<z.input<typeof session>> {
  const identity = await identify(deps, request);
  const login = identity?.via === 'session' ? identity.login : null;
  const minutes = deps.config.session.reauthenticationMinutes;
  return deps.database.withPerson(identity?.personId ?? null, async (tx) => {
    const { today, practice } = await occasionNow(tx, deps.clock);
    const csrfToken = login ? request.csrfToken!() : null;
    const nobody = { csrfToken, person: null, login: null, grants: [], deputyFor: [], authenticatedUntil: null };
    if (!identity) return { ...nobody, state: 'signed_out', today, practice };
    if (login?.awaitsCode) return { ...nobody, state: 'awaits_code', today, practice };
    const actor = await loadActor(tx, deps.config, identity, null, today);
    const day = toDate(today);
    const absences = await tx.absence.findMany({
      where: { deputyId: actor.personId, from: { lte: day }, until: { gte: day } },
      distinct: ['personId'],
      select: { personId: true },
    });
    const ids = absences.map(({ personId }) => personId);
    const names = await personNames(tx, ids);
    return {
      state: stateOf(actor),
      csrfToken,
      person: { id: actor.personId, name: actor.name },
      login: actor.login,
      grants: [...actor.grants],
      deputyFor: ids.map((absent) => personNamed(names, absent)),
      authenticatedUntil: login && new Date(Date.parse(login.authenticatedAt) + minutes * 60_000).toISOString(),
      today,
      practice,
    };
  });
}

function stateOf({ mustChangePassword, mustSetUpTotp }: Actor): z.input<typeof session>['state'] {
  if (mustChangePassword) return 'must_change_password';
  return mustSetUpTotp ? 'must_set_up_totp' : 'signed_in';
}

export const SESSION_ROUTES: readonly Route[] = [signIn, showCode, readCurrent, signOut, reauthenticate];
