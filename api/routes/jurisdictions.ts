import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { Jurisdiction } from '../../prisma/generated/client';
import { created, noContent, ok } from '../answer';
import { type PersonalContext, type Route, route } from '../route';
import { id, idParams, line, phone } from '../schemas';

const row = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    bureauName: z.string(),
    /** Office code of its paper numbers, e.g. 江档. */
    paperCode: z.string(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    parentId: id.nullable(),
  })
  .meta({ id: 'Jurisdiction' });

const changeable = {
  name: line(50),
  bureauName: line(50),
  paperCode: line(10),
  phone: phone.nullable().default(null),
  address: line(200).nullable().default(null),
};

export const listJurisdictions = route({
  method: 'get',
  path: '/api/v1/jurisdictions',
  tag: 'registers',
  summary: 'The tree of jurisdictions with their bureaus',
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler({ tx }) {
    const all = await tx.jurisdiction.findMany({
      orderBy: [{ parentId: { sort: 'asc', nulls: 'first' } }, { code: 'asc' }],
    });
    return ok({ items: all.map(view) });
  },
});

export const createJurisdiction = route({
  method: 'post',
  path: '/api/v1/jurisdictions',
  tag: 'registers',
  summary: 'Add a jurisdiction to the tree',
  roles: ['admin'],
  body: z.strictObject({
    code: z.string().regex(/^[A-Z0-9]{2,10}$/),
    parentId: id.nullable().default(null),
    ...changeable,
  }),
  answers: { 201: row },
  refusals: ['ALREADY_EXISTS'],
  async handler(context) {
    const { tx, body } = context;
    if (body.parentId && !(await tx.jurisdiction.findUnique({ where: { id: body.parentId } }))) {
      throw new Refusal('NOT_FOUND', { field: 'parentId', value: body.parentId });
    }
    const made = await tx.jurisdiction.create({ data: body });
    await audit(context, made.id);
    return created(view(made), '/api/v1/jurisdictions');
  },
});

export const changeJurisdiction = route({
  method: 'patch',
  path: '/api/v1/jurisdictions/{id}',
  tag: 'registers',
  summary: 'Change a bureau’s name, telephone or address',
  roles: ['admin'],
  params: idParams,
  body: z.strictObject(changeable).partial(),
  answers: { 204: 'nothing' },
  async handler(context) {
    const { tx, params, body } = context;
    const { count } = await tx.jurisdiction.updateMany({ where: { id: params.id }, data: body });
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    await audit(context, params.id);
    return noContent();
  },
});

function audit(
  { tx, actor, occasion }: Pick<PersonalContext<undefined, undefined, undefined>, 'tx' | 'actor' | 'occasion'>,
  jurisdictionId: string,
): Promise<void> {
  const event = { type: 'jurisdiction.changed', actorId: actor.personId, at: occasion.now } as const;
  return appendAudit(tx, INSTALLATION_CHAIN, { ...event, payload: { jurisdictionId } });
}

function view({ id, code, name, bureauName, paperCode, phone, address, parentId }: Jurisdiction): z.input<typeof row> {
  return { id, code, name, bureauName, paperCode, phone, address, parentId };
}

export const JURISDICTION_ROUTES: readonly Route[] = [listJurisdictions, createJurisdiction, changeJurisdiction];
