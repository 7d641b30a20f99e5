import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { resendOpenMail } from '../../activities/mail/resend';
import { asCredential } from '../../activities/people/as-credential';
import { replaceAddress } from '../../activities/people/replace-address';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import { created, noContent, ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type PersonalContext, type Route, route } from '../route';
import { emailAddress, id, idParams, instant, instantOf, line, phone } from '../schemas';
import { visible } from '../visible';

const address = z.object({ id, address: z.string(), verifiedAt: instant.nullable(), bouncedAt: instant.nullable() });

const row = z.object({ id, name: z.string(), title: z.string().nullable() });

const person = row
  .extend({
    /** Null where the caller's bureau doesn't keep this person's record. */
    phone: z.string().nullable(),
    idNumber: z.string().nullable(),
    addresses: z.array(address),
  })
  .meta({ id: 'Person' });

const STAFF = ['officer', 'director', 'recorder'] as const;

export const listPeople = route({
  method: 'get',
  path: '/api/v1/people',
  tag: 'registers',
  summary: 'People the caller may see, by name',
  query: pageQuery.extend({ search: line(50).optional() }),
  answers: { 200: pageOf(row) },
  async handler(context) {
    const { tx, deps, query } = context;
    const see = await visible(context);
    const where = { AND: [see.person, query.search ? { name: { contains: query.search } } : {}] };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'people', query, (page) =>
      tx.person.findMany({
        where,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        select: { id: true, name: true, title: true },
        ...page,
      }),
    );
    return ok({ items: rows, nextCursor });
  },
});

export const readPerson = route({
  method: 'get',
  path: '/api/v1/people/{id}',
  tag: 'registers',
  summary: 'A person, with telephone and address for the bureau that keeps the record',
  params: idParams,
  answers: { 200: person },
  async handler(context) {
    const { tx, params } = context;
    const see = await visible(context);
    const { id: personId, name, title } = await requirePerson(tx, see.person, params.id);
    const details = await tx.personDetails.findFirst({ where: { AND: [{ personId }, see.personDetails] } });
    const addresses = await tx.emailAddress.findMany({
      where: { AND: [{ personId, endedAt: null }, see.emailAddress] },
      orderBy: { recordedAt: 'asc' },
    });
    return ok({
      id: personId,
      name,
      title,
      phone: details?.phone ?? null,
      idNumber: details?.idNumber ?? null,
      addresses: addresses.map((each) => ({
        id: each.id,
        address: each.address,
        verifiedAt: instantOf(each.verifiedAt),
        bouncedAt: instantOf(each.bouncedAt),
      })),
    });
  },
});

const idNumber = z.string().regex(/^\d{17}[\dX]$/);

export const createPerson = route({
  method: 'post',
  path: '/api/v1/people',
  tag: 'registers',
  summary: 'Record a person, once for the whole city',
  roles: STAFF,
  body: z.strictObject({
    name: line(50),
    title: line(50).optional(),
    phone: phone.optional(),
    idNumber: idNumber.optional(),
    address: emailAddress.optional(),
  }),
  confidential: true,
  answers: { 201: z.object({ id }) },
  refusals: ['ALREADY_EXISTS'],
  async handler({ tx, body }) {
    await requireFreeIdNumber(tx, body.idNumber);
    const { id: personId } = await tx.person.create({ data: { name: body.name, title: body.title } });
    if (body.phone || body.idNumber) {
      await tx.personDetails.create({ data: { personId, phone: body.phone, idNumber: body.idNumber } });
    }
    if (body.address) await tx.emailAddress.create({ data: { personId, address: asCredential(body.address) } });
    return created({ id: personId }, `/api/v1/people/${personId}`);
  },
});

export const changePerson = route({
  method: 'patch',
  path: '/api/v1/people/{id}',
  tag: 'registers',
  summary: 'Correct a person’s name, title or telephone number',
  roles: STAFF,
  params: idParams,
  body: z.strictObject({
    name: line(50).optional(),
    title: line(50).nullable().optional(),
    phone: phone.nullable().optional(),
  }),
  confidential: true,
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, params, body } = context;
    const personId = await requireKept(context, params.id);
    const { phone: number, ...names } = body;
    await tx.person.update({ where: { id: personId }, data: names });
    if (number !== undefined) {
      await tx.personDetails.createMany({ data: { personId }, skipDuplicates: true });
      await tx.personDetails.update({ where: { personId }, data: { phone: number } });
    }
    return noContent();
  },
});

export const changeAddress = route({
  method: 'post',
  path: '/api/v1/people/{id}/addresses',
  tag: 'registers',
  summary: 'Give a person a new address in place of the old ones',
  description: 'What is open is sent again, to the new address only. It learns of projects once it is verified.',
  roles: STAFF,
  params: idParams,
  body: z.strictObject({ address: emailAddress }),
  confidential: true,
  answers: { 201: z.object({ id, resent: z.int() }) },
  async handler(context) {
    const personId = await requireKept(context, context.params.id);
    const { tx, occasion, body } = context;
    const id = await replaceAddress(tx, personId, body.address, occasion.now);
    const resent = await resendOpenMail(tx, personId, occasion.now);
    return created({ id, resent }, `/api/v1/people/${personId}`);
  },
});

export const eraseDetails = route({
  method: 'delete',
  path: '/api/v1/people/{id}/details',
  tag: 'registers',
  summary: 'Erase telephone and id number; the record of what the person did stays',
  roles: STAFF,
  params: idParams,
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, actor, occasion, params } = context;
    const personId = await requireKept(context, params.id);
    const { count } = await tx.personDetails.deleteMany({ where: { personId } });
    if (count > 0) {
      await appendAudit(tx, INSTALLATION_CHAIN, {
        type: 'person.details_erased',
        actorId: actor.personId,
        at: occasion.now,
        payload: { personId },
      });
    }
    return noContent();
  },
});

type Context = Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>;

async function requirePerson(tx: Tx, see: Prisma.PersonWhereInput, personId: string) {
  const found = await tx.person.findFirst({ where: { AND: [{ id: personId }, see] } });
  if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: personId });
  return found;
}

/** A person whose record the caller's bureau keeps; any other can be seen but not changed. @throws Refusal NOT_FOUND */
export async function requireKept(context: Context, personId: string): Promise<string> {
  const { tx } = context;
  const see = await visible(context);
  await requirePerson(tx, see.person, personId);
  const [kept] = await tx.$queryRaw<{ kept: boolean }[]>`
    SELECT access.keeps(${personId}::uuid, ARRAY(SELECT access.staff_jurisdictions())) AS kept`;
  if (!kept?.kept) throw new Refusal('FORBIDDEN', { field: 'id', value: personId });
  return personId;
}

/** 'Taken elsewhere' and 'not yours to give' are one answer. */
async function requireFreeIdNumber(tx: Tx, number: string | undefined): Promise<void> {
  if (number === undefined) return;
  const [free] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT access.code_is_free('person.idNumber', ${number}) AS free`;
  if (!free?.free) throw new Refusal('ALREADY_EXISTS', { field: 'idNumber' });
}

export const PEOPLE_ROUTES: readonly Route[] = [
  listPeople,
  readPerson,
  createPerson,
  changePerson,
  changeAddress,
  eraseDetails,
];
