import { z } from 'zod';
import { Refusal } from '../../domain/errors';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { dateOf, id, idParams, instant, localDate } from '../schemas';
import { visible } from '../visible';

const service = z
  .object({
    id,
    project: z.object({ code: z.string(), name: z.string() }),
    subjectKind: z.string(),
    subjectId: id,
    sentAt: instant,
    servedOn: localDate.nullable(),
  })
  .meta({ id: 'Service' });

const readService = route({
  method: 'get',
  path: '/api/v1/services/{id}',
  tag: 'projects',
  summary: 'A notice to sign for, and of which project it is',
  params: idParams,
  answers: { 200: service },
  async handler(context) {
    const { tx, params } = context;
    const see = await visible(context);
    const found = await tx.service.findFirst({
      where: { AND: [{ id: params.id }, see.service] },
      include: { project: { select: { code: true, name: true } } },
    });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const { sentAt, servedOn } = found;
    return ok({ ...found, sentAt: sentAt.toISOString(), servedOn: dateOf(servedOn) });
  },
});

export const SERVICE_ROUTES: readonly Route[] = [readService];
