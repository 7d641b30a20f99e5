import type { ProcessTime } from '../activities/clock';
import type { Tx } from '../activities/database/database';
import { toDate } from '../activities/database/dates';
import type { LocalDate } from '../domain/calendar/local-date';
import { Refusal } from '../domain/errors';
import type { Role } from '../prisma/generated/client';
import type { Identity } from './auth/identify';
import type { ApiConfig } from './config';
import { type GrantInForce, grantsInForce } from './grants-in-force';

/** Who is asking. */
export interface Actor {
  identity: Identity;
  accountId: string;
  personId: string;
  name: string;
  login: string;
  /** The absent person in whose place the actor acts (X 代 Y); the grants are then that person's. */
  deputyFor: { personId: string } | null;
  grants: readonly GrantInForce[];
  /** The password is a one-time password. */
  mustChangePassword: boolean;
  /** The installation asks the person's roles for a second factor; and whether the account lacks it. */
  needsTotp: boolean;
  mustSetUpTotp: boolean;
}

/** Roles for which an installation may require a second factor. */
export const TOTP_ROLES: readonly Role[] = ['officer', 'director', 'admin'];

/**
 * Reads who is asking.
 *
 * @param deputyForId the absent person named by the caller, if any
 * @throws Refusal NOT_SIGNED_IN, ACCOUNT_DISABLED, NOT_DEPUTY
 */
export async function loadActor(
  tx: Tx,
  config: ApiConfig,
  identity: Identity,
  deputyForId: string | null,
  today: LocalDate,
): Promise<Actor> {
  const account = await tx.account.findUnique({
    where: { id: identity.accountId },
    include: { person: { select: { name: true, grants: grantsInForce(today) } } },
  });
  if (!account) throw new Refusal('NOT_SIGNED_IN');
  if (account.disabledAt) throw new Refusal('ACCOUNT_DISABLED');
  if (
    identity.via === 'session' &&
    (account.passwordChangedAt?.toISOString() ?? null) !== identity.login.passwordChangedAt
  )
    throw new Refusal('NOT_SIGNED_IN');
  const own = account.person.grants;
  const absent = deputyForId ? await absentPerson(tx, account.personId, deputyForId, today) : null;
  const needsTotp = config.requireTotp && own.some(({ role }) => TOTP_ROLES.includes(role));
  return {
    identity,
    accountId: account.id,
    personId: account.personId,
    name: account.person.name,
    login: account.login,
    deputyFor: absent && { personId: absent.id },
    // Admins hold no process role, and nobody administers in their place.
    grants: absent ? absent.grants.filter(({ role }) => role !== 'admin') : own,
    mustChangePassword: account.oneTimePasswordUntil !== null,
    needsTotp,
    mustSetUpTotp: needsTotp && !account.totpConfirmedAt,
  };
}

async function absentPerson(tx: Tx, deputyId: string, personId: string, today: LocalDate) {
  const day = toDate(today);
  const absence = await tx.absence.findFirst({
    where: { personId, deputyId, from: { lte: day }, until: { gte: day } },
    select: { person: { select: { id: true, grants: grantsInForce(today) } } },
  });
  if (!absence) throw new Refusal('NOT_DEPUTY', { field: 'Acting-For', value: personId });
  return absence.person;
}

/** Whether the actor holds one of these roles somewhere. */
export const hasRole = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.grants.some(({ role }) => roles.includes(role));

/** Jurisdictions in which the actor holds one of these roles. */
export function jurisdictionsWith(actor: Actor, roles: readonly Role[]): string[] {
  return actor.grants.flatMap(({ role, jurisdictionId }) =>
    jurisdictionId && roles.includes(role) ? [jurisdictionId] : [],
  );
}

/** @throws Refusal FORBIDDEN */
export function requireRole(actor: Actor, roles: readonly Role[]): void {
  if (!hasRole(actor, roles)) throw new Refusal('FORBIDDEN', { allowed: roles });
}

/** The same for one jurisdiction: a grant there, or in the city above it when `above` is set. @throws Refusal FORBIDDEN */
export async function requireRoleIn(
  tx: Tx,
  actor: Actor,
  roles: readonly Role[],
  jurisdictionId: string,
  { above = false } = {},
): Promise<void> {
  const held = jurisdictionsWith(actor, roles);
  if (held.includes(jurisdictionId)) return;
  const parent = above
    ? await tx.jurisdiction.findUnique({ where: { id: jurisdictionId }, select: { parentId: true } })
    : null;
  if (!parent?.parentId || !held.includes(parent.parentId)) throw new Refusal('FORBIDDEN', { allowed: roles });
}

/** Where and when a request takes place, as facts see it. */
export interface Occasion extends ProcessTime {
  today: LocalDate;
}
