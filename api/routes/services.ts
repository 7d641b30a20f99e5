import { z } from 'zod';
import { Refusal } from '../../domain/errors';
import type { Prisma, Service } from '../../prisma/generated/client';
import { Channel } from '../../prisma/generated/enums';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { type Route, route } from '../route';
import { dateOf, id, idParams, instant, localDate } from '../schemas';
import { visible } from '../visible';

const service = z
  .object({
    id,
    project: z.object({ code: z.string(), name: z.string() }),
    subjectKind: z.string(),
    subjectId: id,
    /** To whom; null: whoever acts for the party. */
    personId: id.nullable(),
    sentAt: instant,
    servedOn: localDate.nullable(),
    channel: z.enum(Channel).nullable(),
  })
  .meta({ id: 'Service', description: 'A notice to sign for 签收; legal terms run from that day' });

const INCLUDE = { project: { select: { code: true, name: true } } } satisfies Prisma.ServiceInclude;

export const listServices = route({
  method: 'get',
  path: '/api/v1/services',
  tag: 'tasks',
  summary: 'Notices to be signed for, the oldest first: one’s own, one’s projects’, one’s bureau’s',
  query: pageQuery.extend({
    open: z.stringbool().optional().meta({ description: 'Not signed for yet' }),
    mine: z.stringbool().optional().meta({ description: 'Addressed to the caller' }),
    projectId: id.optional(),
  }),
  answers: { 200: pageOf(service) },
  async handler(context) {
    const { tx, deps, actor, query } = context;
    const { open, mine, projectId } = query;
    const see = await visible(context);
    const where: Prisma.ServiceWhereInput = {
      AND: [
        see.service,
        { projectId },
        open === undefined ? {} : { servedOn: open ? null : { not: null } },
        mine === undefined ? {} : mine ? { personId: actor.personId } : { NOT: { personId: actor.personId } },
      ],
    };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, 'services', query, (page) =>
      tx.service.findMany({ where, include: INCLUDE, orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], ...page }),
    );
    return ok({ items: rows.map(view), nextCursor });
  },
});

export const readService = route({
  method: 'get',
  path: '/api/v1/services/{id}',
  tag: 'tasks',
  summary: 'A notice to sign for, and of which project it is',
  params: idParams,
  answers: { 200: service },
  async handler(context) {
    const { tx, params } = context;
    const see = await visible(context);
    const found = await tx.service.findFirst({ where: { AND: [{ id: params.id }, see.service] }, include: INCLUDE });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return ok(view(found));
  },
});

function view(found: Service & { project: { code: string; name: string } }): z.input<typeof service> {
  return { ...found, sentAt: found.sentAt.toISOString(), servedOn: dateOf(found.servedOn) };
}

export const SERVICE_ROUTES: readonly Route[] = [listServices, readService];
