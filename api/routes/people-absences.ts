import { z } from 'zod';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { Channel } from '../../prisma/generated/enums';
import { created, ok } from '../answer';
import { type Route, route } from '../route';
import { id, idParams, localDate } from '../schemas';
import { visible } from '../visible';
import { requireKept } from './people';

const channel = z.enum(Channel);
const STAFF = ['officer', 'director', 'recorder'] as const;

const absence = z
  .object({ id, from: localDate, until: localDate, channel, recordedById: id.nullable() })
  .meta({ id: 'Absence' });

const listAbsences = route({
  method: 'get',
  path: '/api/v1/people/{id}/absences',
  tag: 'registers',
  summary: 'When a person is away, for the bureau that keeps the record',
  roles: STAFF,
  params: idParams,
  answers: { 200: z.object({ items: z.array(absence) }) },
  async handler(context) {
    const { tx, params } = context;
    const see = await visible(context);
    const rows = await tx.absence.findMany({
      where: { AND: [{ personId: params.id }, see.absence] },
      orderBy: [{ from: 'desc' }, { id: 'asc' }],
    });
    return ok({ items: rows.map((row) => ({ ...row, from: toLocalDate(row.from), until: toLocalDate(row.until) })) });
  },
});

const recordAbsence = route({
  method: 'post',
  path: '/api/v1/people/{id}/absences',
  tag: 'registers',
  summary: 'Record when an expert said he is away; no draw then takes him for those days',
  roles: STAFF,
  params: idParams,
  body: z
    .strictObject({ from: localDate, until: localDate, channel: channel.exclude(['web']) })
    .refine(({ from, until }) => from <= until, { path: ['until'], params: { allowed: 'not before `from`' } }),
  answers: { 201: z.object({ id }) },
  async handler(context) {
    const { tx, actor, params, body } = context;
    const personId = await requireKept(context, params.id);
    const { from, until, channel } = body;
    const data = { personId, from: toDate(from), until: toDate(until), channel, recordedById: actor.personId };
    const { id } = await tx.absence.create({ data });
    return created({ id }, `/api/v1/people/${personId}/absences`);
  },
});

export const PEOPLE_ABSENCE_ROUTES: readonly Route[] = [listAbsences, recordAbsence];
