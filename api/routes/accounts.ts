import { z } from 'zod';
import { appendAudits } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { asCredential } from '../../activities/people/as-credential';
import { auditGrants } from '../../activities/people/audit-grants';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { Grant, Prisma } from '../../prisma/generated/client';
import type { Occasion } from '../actor';
import { created, noContent, ok } from '../answer';
import { sendLoginLink } from '../auth/login-links';
import { pageById, pageOf, pageQuery } from '../cursor';
import { grantsInForce } from '../grants-in-force';
import { type PersonalContext, type Route, route } from '../route';
import { emailAddress, id, idParams, instant, instantOf, line, role } from '../schemas';
import { grantInput, newGrant } from './grants';

const row = z
  .object({
    id,
    login: z.string(),
    person: z.object({ id, name: z.string(), title: z.string().nullable() }),
    addresses: z.array(z.object({ address: z.string(), verifiedAt: instant.nullable() })),
    /** Roles in force today. */
    roles: z.array(role),
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    lockedUntil: instant.nullable(),
    disabledAt: instant.nullable(),
  })
  .meta({ id: 'Account' });

const include = (today: LocalDate) =>
  ({
    person: {
      include: {
        addresses: { where: { endedAt: null }, orderBy: { recordedAt: 'asc' } },
        grants: grantsInForce(today),
      },
    },
  }) satisfies Prisma.AccountInclude;

const ADMIN = { tag: 'accounts', roles: ['admin'] } as const;

export const listAccounts = route({
  ...ADMIN,
  method: 'get',
  path: '/api/v1/accounts',
  summary: 'Accounts, by name, login or address',
  query: pageQuery.extend({
    search: line(100).optional(),
    disabled: z.stringbool().optional(),
    personId: id.optional(),
    role: role.optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler({ tx, deps, occasion, query }) {
    const { search, disabled, personId } = query;
    const { where: inForce } = grantsInForce(occasion.today);
    const contains = { contains: search, mode: 'insensitive' } as const;
    const where: Prisma.AccountWhereInput = {
      personId,
      ...(query.role ? { person: { grants: { some: { ...inForce, role: query.role } } } } : {}),
      ...(disabled === undefined ? {} : { disabledAt: disabled ? { not: null } : null }),
      ...(search
        ? {
            OR: [
              { login: contains },
              { person: { name: { contains: search } } },
              { person: { addresses: { some: { address: contains, endedAt: null } } } },
            ],
          }
        : {}),
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'accounts', query, (page) =>
      tx.account.findMany({
        where,
        include: include(occasion.today),
        orderBy: [{ login: 'asc' }, { id: 'asc' }],
        ...page,
      }),
    );
    return ok({ items: rows.map(view), nextCursor });
  },
});

export const readAccount = route({
  ...ADMIN,
  method: 'get',
  path: '/api/v1/accounts/{id}',
  summary: 'An account',
  params: idParams,
  answers: { 200: row },
  handler: async (context) => ok(view(await requireAccount(context, context.params.id))),
});

export const createAccount = route({
  ...ADMIN,
  method: 'post',
  path: '/api/v1/accounts',
  summary: 'Make an account, for a person of the register or a new one, and send the first link',
  body: z.strictObject({
    person: z.union([z.strictObject({ id }), z.strictObject({ name: line(50), title: line(50).optional() })]),
    login: z
      .string()
      .trim()
      .regex(/^[\w.@+-]{3,100}$/),
    address: emailAddress,
    grants: z.array(grantInput).max(20).default([]),
  }),
  answers: { 201: z.object({ id, personId: id, grantIds: z.array(id) }) },
  refusals: ['ALREADY_EXISTS'],
  async handler(context) {
    const { tx, deps, actor, occasion, body } = context;
    const login = asCredential(body.login);
    const taken = await tx.account.findFirst({ where: { login: { equals: login, mode: 'insensitive' } } });
    if (taken) throw new Refusal('ALREADY_EXISTS', { field: 'login', value: body.login });
    const personId = await ensurePerson(tx, body.person);
    const grants: Grant[] = [];
    for (const given of body.grants) grants.push(await newGrant(context, { ...given, personId }));
    const account = await tx.account.create({ data: { personId, login } });
    const addressId = await ensureAddress(tx, personId, body.address);
    const recipient = { accountId: account.id, personId, addressId };
    await sendLoginLink(tx, deps, occasion, 'first_login', recipient);
    await auditAccount(context, [{ type: 'account.created', payload: { accountId: account.id } }]);
    await auditGrants(tx, { personId: actor.personId, ...occasion }, 'grant.proposed', grants);
    const grantIds = grants.map(({ id }) => id);
    return created({ id: account.id, personId, grantIds }, `/api/v1/accounts/${account.id}`);
  },
});

export const changeAccount = route({
  ...ADMIN,
  method: 'patch',
  path: '/api/v1/accounts/{id}',
  summary: 'Disable an account or enable it again, or end its lock',
  description: 'Disabling ends its sessions at once.',
  params: idParams,
  body: z.strictObject({ disabled: z.boolean().optional(), unlock: z.literal(true).optional() }),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, deps, params, body } = context;
    const account = await requireAccount(context, params.id);
    const accountId = account.id;
    const events: AccountEvent[] = [];
    if (body.disabled !== undefined && body.disabled !== (account.disabledAt !== null)) {
      const disabledAt = body.disabled ? deps.machineClock.now() : null;
      await tx.account.update({ where: { id: accountId }, data: { disabledAt } });
      if (body.disabled) await endSessions(tx, accountId);
      events.push({ type: 'account.changed', payload: { accountId, what: body.disabled ? 'disabled' : 'enabled' } });
    }
    if (body.unlock) {
      await tx.account.update({ where: { id: accountId }, data: { lockedUntil: null, failedLogins: 0 } });
      events.push({ type: 'account.changed', payload: { accountId, what: 'unlocked' } });
    }
    await auditAccount(context, events);
    return noContent();
  },
});

export const sendFirstLink = route({
  ...ADMIN,
  method: 'post',
  path: '/api/v1/accounts/{id}/first-login-links',
  summary: 'Send the first link again, to the address given or the one there is',
  params: idParams,
  body: z.strictObject({ address: emailAddress.optional() }),
  answers: { 204: 'nothing' },
  refusals: ['ALREADY_EXISTS'],
  async handler(context) {
    const { tx, deps, occasion, params, body } = context;
    const account = await requireAccount(context, params.id);
    if (account.passwordHash) throw new Refusal('ALREADY_EXISTS', { field: 'password' });
    const { personId } = account;
    const addressId = body.address
      ? await ensureAddress(tx, personId, body.address)
      : (account.person.addresses.at(-1)?.id ?? null);
    await sendLoginLink(tx, deps, occasion, 'first_login', { accountId: account.id, personId, addressId });
    return noContent();
  },
});

export const removeTotp = route({
  ...ADMIN,
  method: 'delete',
  path: '/api/v1/accounts/{id}/totp',
  summary: 'Remove the second factor of somebody who lost the device',
  session: true,
  reauthenticated: true,
  params: idParams,
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, params } = context;
    const { id: accountId } = await requireAccount(context, params.id);
    const data = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
    await tx.account.update({ where: { id: accountId }, data });
    await endSessions(tx, accountId);
    await auditAccount(context, [{ type: 'account.changed', payload: { accountId, what: 'totp' } }]);
    return noContent();
  },
});

type AccountEvent =
  | { type: 'account.created'; payload: { accountId: string } }
  | {
      type: 'account.changed';
      payload: { accountId: string; what: 'totp' | 'disabled' | 'enabled' | 'unlocked' };
    };

function auditAccount(
  { tx, actor, occasion }: Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>,
  events: readonly AccountEvent[],
): Promise<void> {
  return appendAudits(
    tx,
    events.map((event) => ({
      chain: INSTALLATION_CHAIN,
      event: { ...event, actorId: actor.personId, at: occasion.now },
    })),
  );
}

async function requireAccount({ tx, occasion }: { tx: Tx; occasion: Occasion }, accountId: string) {
  const account = await tx.account.findUnique({ where: { id: accountId }, include: include(occasion.today) });
  if (!account) throw new Refusal('NOT_FOUND', { field: 'id', value: accountId });
  return account;
}

async function ensurePerson(tx: Tx, given: { id: string } | { name: string; title?: string }): Promise<string> {
  if (!('id' in given)) return (await tx.person.create({ data: given })).id;
  const person = await tx.person.findUnique({ where: { id: given.id }, include: { account: true } });
  if (!person) throw new Refusal('NOT_FOUND', { field: 'person.id', value: given.id });
  if (person.account) throw new Refusal('ALREADY_EXISTS', { field: 'person.id', value: given.id });
  return person.id;
}

/** An address that the person has or gets now; it is proved by the link that goes there. */
async function ensureAddress(tx: Tx, personId: string, given: string): Promise<string> {
  const address = asCredential(given);
  const known = await tx.emailAddress.findFirst({ where: { personId, address, endedAt: null } });
  return (known ?? (await tx.emailAddress.create({ data: { personId, address } }))).id;
}

async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.session.deleteMany({ where: { sess: { path: ['login', 'accountId'], equals: accountId } } });
}

function view(account: Prisma.AccountGetPayload<{ include: ReturnType<typeof include> }>): z.input<typeof row> {
  const { id, name, title, addresses, grants } = account.person;
  return {
    id: account.id,
    login: account.login,
    person: { id, name, title },
    addresses: addresses.map(({ address, verifiedAt }) => ({ address, verifiedAt: instantOf(verifiedAt) })),
    roles: [...new Set(grants.map((grant) => grant.role))],
    hasPassword: account.passwordHash !== null,
    hasTotp: account.totpConfirmedAt !== null,
    lockedUntil: instantOf(account.lockedUntil),
    disabledAt: instantOf(account.disabledAt),
  };
}

export const ACCOUNT_ROUTES: readonly Route[] = [
  listAccounts,
  readAccount,
  createAccount,
  changeAccount,
  sendFirstLink,
  removeTotp,
];
