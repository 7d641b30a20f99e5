import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import { resendMail, resendOpenMail } from '../../activities/mail/resend';
import { replaceAddress } from '../../activities/people/replace-address';
import { projectChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { MailState } from '../../prisma/generated/enums';
import { hasRole } from '../actor';
import { noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { personNamed, personNames } from '../person-names';
import { type PersonalContext, type Route, route } from '../route';
import { emailAddress, id, idParams, instant, instantOf, personName } from '../schemas';
import { UNSETTLED, unsettledMails } from '../unsettled-mails';
import { visible } from '../visible';
import { requireKept } from './people';

const row = z
  .object({
    id,
    project: z.object({ id, code: z.string(), name: z.string() }),
    person: personName,
    kind: z.string(),
    state: z.enum(MailState),
    /** Where it went, for staff. */
    address: z.string().nullable(),
    queuedAt: instant,
    notBefore: instant,
    validUntil: instant.nullable(),
    attempts: z.int(),
    /** Why the last attempt failed, in the server's words, for staff. */
    lastError: z.string().nullable(),
    acceptedAt: instant.nullable(),
  })
  .meta({ id: 'Mail' });

const STAFF = ['officer', 'director', 'recorder'] as const;

const INCLUDE = { project: { select: { id: true, code: true, name: true } } } satisfies Prisma.OutboxMailInclude;

type MailRow = Prisma.OutboxMailGetPayload<{ include: typeof INCLUDE }>;

export const listMails = route({
  method: 'get',
  path: '/api/v1/mails',
  tag: 'mail',
  summary: 'Messages about projects, the latest first: those of one’s bureau, or to oneself',
  query: pageQuery.extend({
    state: z.enum(MailState).optional(),
    failed: z.stringbool().optional().meta({ description: 'Bounced or given up' }),
    projectId: id.optional(),
    personId: id.optional(),
    kind: z.string().max(50).optional(),
  }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, actor, query } = context;
    const { state, failed, projectId, personId, kind } = query;
    const see = await visible(context);
    const failures: Prisma.OutboxMailWhereInput = { state: { in: ['bounced', 'given_up'] } };
    const unsettled = failed || (state && UNSETTLED.some((each) => each === state));
    const where: Prisma.OutboxMailWhereInput = {
      AND: [
        see.outboxMail,
        { state, projectId, personId, kind },
        unsettled ? await unsettledMails(tx) : {},
        failed === undefined ? {} : failed ? failures : { NOT: failures },
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'mails', query, (page) =>
      tx.outboxMail.findMany({ where, include: INCLUDE, orderBy: [{ queuedAt: 'desc' }, { id: 'asc' }], ...page }),
    );
    const names = await personNames(
      tx,
      rows.map((mail) => mail.personId),
    );
    const staff = hasRole(actor, STAFF);
    return ok({ items: rows.map((mail) => view(mail, names, staff)), nextCursor });
  },
});

export const readMail = route({
  method: 'get',
  path: '/api/v1/mails/{id}',
  tag: 'mail',
  summary: 'A message about a project',
  params: idParams,
  answers: { 200: row },
  async handler(context) {
    const { tx, actor, params } = context;
    const see = await visible(context);
    const mail = await tx.outboxMail.findFirst({
      where: { AND: [{ id: params.id }, see.outboxMail] },
      include: INCLUDE,
    });
    if (!mail) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return ok(view(mail, await personNames(tx, [mail.personId]), hasRole(actor, STAFF)));
  },
});

export const countMails = route({
  method: 'get',
  path: '/api/v1/mail-counts',
  tag: 'mail',
  summary: 'How many messages about projects wait or failed, by state',
  answers: { 200: z.object({ byState: z.record(z.string(), z.int()) }) },
  async handler(context) {
    const { tx } = context;
    const see = await visible(context);
    const where = { AND: [see.outboxMail, { state: { in: [...UNSETTLED] } }, await unsettledMails(tx)] };
    const states = await tx.outboxMail.groupBy({ by: ['state'], where, _count: true });
    return ok({ byState: Object.fromEntries(states.map(({ state, _count }) => [state, _count])) });
  },
});

export const resend = route({
  method: 'post',
  path: '/api/v1/mails/{id}/resend',
  tag: 'mail',
  summary: 'Send a message again, to the address the person has now',
  roles: STAFF,
  params: idParams,
  answers: { 204: 'nothing' },
  refusals: ['MAIL_NOT_SENT_YET'],
  async handler(context) {
    const { tx, occasion } = context;
    const mail = await requireMail(context);
    await resendMail(tx, mail.id, occasion.now);
    await audit(context, mail);
    return noContent();
  },
});

export const readdress = route({
  method: 'post',
  path: '/api/v1/mails/{id}/address',
  tag: 'mail',
  summary: 'Give the reader a new address, and send there what is open',
  roles: STAFF,
  params: idParams,
  body: z.strictObject({ address: emailAddress }),
  confidential: true,
  answers: { 200: z.object({ resent: z.int() }) },
  async handler(context) {
    const { tx, occasion, body } = context;
    const mail = await requireMail(context);
    await requireKept(context, mail.personId);
    await replaceAddress(tx, mail.personId, body.address, occasion.now);
    const resent = await resendOpenMail(tx, mail.personId, occasion.now);
    await audit(context, mail);
    return ok({ resent });
  },
});

type Context = Pick<PersonalContext<typeof idParams, undefined, undefined>, 'tx' | 'actor' | 'occasion' | 'params'>;

/** A message of a project of the actor's bureau. @throws Refusal NOT_FOUND */
async function requireMail(context: Context): Promise<MailRow> {
  const { tx, actor, params } = context;
  const see = await visible(context);
  const mail = await tx.outboxMail.findFirst({
    where: { AND: [{ id: params.id, personId: { not: actor.personId } }, see.outboxMail] },
    include: INCLUDE,
  });
  if (!mail) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
  return mail;
}

function audit({ tx, actor, occasion }: Context, { id: mailId, project }: MailRow): Promise<void> {
  const event = { type: 'mail.resent', actorId: actor.personId, at: occasion.now, payload: { mailId } } as const;
  return appendAudit(tx, projectChain(project!.code), event);
}

function view(mail: MailRow, names: Map<string, string>, staff: boolean): z.input<typeof row> {
  return {
    id: mail.id,
    project: mail.project!,
    person: personNamed(names, mail.personId),
    kind: mail.kind,
    state: mail.state,
    address: staff ? mail.address : null,
    queuedAt: mail.queuedAt.toISOString(),
    notBefore: mail.notBefore.toISOString(),
    validUntil: instantOf(mail.validUntil),
    attempts: mail.attempts,
    lastError: staff ? mail.lastError : null,
    acceptedAt: instantOf(mail.acceptedAt),
  };
}

export const MAIL_ROUTES: readonly Route[] = [listMails, readMail, countMails, resend, readdress];
