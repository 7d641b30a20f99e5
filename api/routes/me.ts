import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import { asCredential } from '../../activities/people/as-credential';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { created, noContent, ok } from '../answer';
import { sendLoginLink } from '../auth/login-links';
import { hashPassword, requireStrongPassword } from '../auth/password';
import { newLogin, renewSession } from '../auth/session';
import { setPassword } from '../auth/set-password';
import { newTotpSecret, openTotpSecret, sealTotpSecret, totpAddress, totpStep } from '../auth/totp';
import { ownRoute, type Route, route } from '../route';
import {
  emailAddress,
  id,
  idParams,
  instant,
  instantOf,
  line,
  newPassword,
  password,
  phone,
  totpCode,
} from '../schemas';
import { requirePassword } from './session';

const address = z.object({ id, address: z.string(), verifiedAt: instant.nullable(), bouncedAt: instant.nullable() });

const me = z
  .object({
    id,
    name: z.string(),
    title: z.string().nullable(),
    phone: z.string().nullable(),
    login: z.string(),
    addresses: z.array(address),
    totp: z.object({ confirmed: z.boolean(), required: z.boolean() }),
    passwordChangedAt: instant.nullable(),
  })
  .meta({ id: 'Me' });

export const readMe = route({
  method: 'get',
  path: '/api/v1/me',
  tag: 'me',
  summary: 'My own record and account',
  beforeTotp: true,
  answers: { 200: me },
  async handler({ tx, actor }) {
    const person = await tx.person.findUniqueOrThrow({
      where: { id: actor.personId },
      include: {
        details: true,
        account: true,
        addresses: { where: { endedAt: null }, orderBy: { recordedAt: 'asc' } },
      },
    });
    return ok({
      id: person.id,
      name: person.name,
      title: person.title,
      phone: person.details?.phone ?? null,
      login: actor.login,
      addresses: person.addresses.map((each) => ({
        id: each.id,
        address: each.address,
        verifiedAt: instantOf(each.verifiedAt),
        bouncedAt: instantOf(each.bouncedAt),
      })),
      totp: { confirmed: person.account?.totpConfirmedAt != null, required: actor.needsTotp },
      passwordChangedAt: instantOf(person.account?.passwordChangedAt ?? null),
    });
  },
});

export const changeMe = route({
  method: 'patch',
  path: '/api/v1/me',
  tag: 'me',
  summary: 'Change my title or telephone number',
  body: z.strictObject({ title: line(50).nullable().optional(), phone: phone.nullable().optional() }),
  answers: { 204: 'nothing' },
  async handler({ tx, actor: { personId }, body }) {
    if (body.title !== undefined) await tx.person.update({ where: { id: personId }, data: { title: body.title } });
    if (body.phone !== undefined) {
      await tx.personDetails.createMany({ data: { personId }, skipDuplicates: true });
      await tx.personDetails.update({ where: { personId }, data: { phone: body.phone } });
    }
    return noContent();
  },
});

export const changePassword = ownRoute({
  method: 'put',
  path: '/api/v1/me/password',
  tag: 'me',
  summary: 'Change my password; every other session ends',
  key: 'none',
  session: true,
  beforePassword: true,
  beforeTotp: true,
  confidential: true,
  body: z.strictObject({ current: password, password: newPassword }),
  answers: { 204: 'nothing' },
  refusals: ['BAD_CREDENTIALS', 'PASSWORD_TOO_WEAK'],
  async handler({ deps, request, actor, occasion, body }) {
    requireStrongPassword(body.password, [actor.login, actor.name, body.current]);
    const account = await requirePassword(deps, request, actor.personId, body.current);
    const passwordHash = await hashPassword(body.password);
    const now = deps.machineClock.now();
    await deps.database.withPerson(actor.personId, async (tx) => {
      await setPassword(tx, account, passwordHash, now, occasion);
      const payload = { accountId: account.id, what: 'password' } as const;
      const event = { type: 'account.changed', actorId: actor.personId, at: occasion.now, payload } as const;
      await appendAudit(tx, INSTALLATION_CHAIN, event);
    });
    await renewSession(request, newLogin({ ...account, passwordChangedAt: now }, request, now, false));
    return noContent();
  },
});

export const beginTotp = route({
  method: 'post',
  path: '/api/v1/me/totp',
  tag: 'me',
  summary: 'Begin to set up a second factor',
  description: 'The secret is shown once; it counts when a code of it was shown with PUT.',
  session: true,
  reauthenticated: true,
  beforeTotp: true,
  shownOnce: ['secret', 'address'],
  answers: {
    201: z.object({
      secret: z.string().nullable().meta({ description: 'Base32' }),
      address: z.string().nullable().meta({ description: 'An otpauth: address, for a QR code' }),
    }),
  },
  refusals: ['TOTP_SET_UP'],
  async handler({ tx, deps, actor }) {
    const secret = newTotpSecret();
    const { count } = await tx.account.updateMany({
      where: { id: actor.accountId, totpConfirmedAt: null },
      data: { totpSecret: sealTotpSecret(deps.config.totpKey, actor.accountId, secret), totpLastStep: null },
    });
    if (count === 0) throw new Refusal('TOTP_SET_UP');
    return created({ secret, address: totpAddress(secret, actor.login) }, '/api/v1/me');
  },
});

export const confirmTotp = route({
  method: 'put',
  path: '/api/v1/me/totp',
  tag: 'me',
  summary: 'Confirm the second factor by a first code',
  session: true,
  beforeTotp: true,
  confidential: true,
  body: z.strictObject({ code: totpCode }),
  answers: { 204: 'nothing' },
  refusals: ['TOTP_CODE_INVALID', 'TOTP_SET_UP'],
  async handler({ tx, deps, actor, occasion, body }) {
    const { totpSecret, totpConfirmedAt } = await tx.account.findUniqueOrThrow({ where: { id: actor.accountId } });
    if (totpConfirmedAt) throw new Refusal('TOTP_SET_UP');
    const now = deps.machineClock.now();
    const secret = totpSecret && openTotpSecret(deps.config.totpKey, actor.accountId, totpSecret);
    const step = secret ? totpStep(secret, body.code, now) : null;
    if (step === null) throw new Refusal('TOTP_CODE_INVALID');
    await tx.account.update({ where: { id: actor.accountId }, data: { totpConfirmedAt: now, totpLastStep: step } });
    await auditTotp(tx, actor, occasion);
    return noContent();
  },
});

export const removeTotp = route({
  method: 'delete',
  path: '/api/v1/me/totp',
  tag: 'me',
  summary: 'Remove my second factor, to set up another',
  session: true,
  reauthenticated: true,
  answers: { 204: 'nothing' },
  async handler({ tx, actor, occasion }) {
    const data = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
    await tx.account.update({ where: { id: actor.accountId }, data });
    await auditTotp(tx, actor, occasion);
    return noContent();
  },
});

function auditTotp(
  tx: Parameters<typeof appendAudit>[0],
  { accountId, personId }: { accountId: string; personId: string },
  { now: at }: { now: Date },
): Promise<void> {
  const payload = { accountId, what: 'totp' } as const;
  return appendAudit(tx, INSTALLATION_CHAIN, { type: 'account.changed', actorId: personId, at, payload });
}

export const addAddress = route({
  method: 'post',
  path: '/api/v1/me/addresses',
  tag: 'me',
  summary: 'Add an address; it counts once its mail was answered',
  body: z.strictObject({ address: emailAddress }),
  answers: { 201: z.object({ id }) },
  refusals: ['ALREADY_EXISTS'],
  async handler({ tx, deps, actor: { personId, accountId }, occasion, body }) {
    const added = asCredential(body.address);
    const known = await tx.emailAddress.findFirst({ where: { personId, address: added, endedAt: null } });
    if (known?.verifiedAt) throw new Refusal('ALREADY_EXISTS', { field: 'address', value: body.address });
    const { id } = known ?? (await tx.emailAddress.create({ data: { personId, address: added } }));
    await sendLoginLink(tx, deps, occasion, 'verify_address', { accountId, personId, addressId: id });
    return created({ id }, '/api/v1/me');
  },
});

export const removeAddress = route({
  method: 'delete',
  path: '/api/v1/me/addresses/{id}',
  tag: 'me',
  summary: 'Stop using an address; one that is verified stays',
  params: idParams,
  answers: { 204: 'nothing' },
  refusals: ['LAST_ADDRESS'],
  async handler({ tx, actor: { personId }, params, occasion }) {
    const found = await tx.emailAddress.findFirst({ where: { id: params.id, personId, endedAt: null } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const others = await tx.emailAddress.count({
      where: { personId, endedAt: null, verifiedAt: { not: null }, id: { not: params.id } },
    });
    if (found.verifiedAt && others === 0) throw new Refusal('LAST_ADDRESS', { field: 'id', value: params.id });
    await tx.emailAddress.update({ where: { id: params.id }, data: { endedAt: occasion.now } });
    return noContent();
  },
});

export const ME_ROUTES: readonly Route[] = [
  readMe,
  changeMe,
  changePassword,
  beginTotp,
  confirmTotp,
  removeTotp,
  addAddress,
  removeAddress,
];
