import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { toDate, toLocalDate } from '../../activities/database/dates';
import { Refusal } from '../../domain/errors';
import type { Occasion } from '../actor';
import { created, noContent, ok } from '../answer';
import { loadGrants } from '../grants-in-force';
import { maybeNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, idParams, localDate, personName } from '../schemas';

const row = z.object({ id, from: localDate, until: localDate, deputy: personName.nullable() });

export const listAbsences = route({
  method: 'get',
  path: '/api/v1/me/absences',
  tag: 'me',
  summary: 'My absences and who acts in my place',
  answers: { 200: z.object({ items: z.array(row) }) },
  async handler({ tx, actor }) {
    const absences = await tx.absence.findMany({ where: { personId: actor.personId }, orderBy: { from: 'desc' } });
    const names = await personNames(
      tx,
      absences.map(({ deputyId }) => deputyId),
    );
    return ok({
      items: absences.map(({ id, from, until, deputyId }) => ({
        id,
        from: toLocalDate(from),
        until: toLocalDate(until),
        deputy: maybeNamed(names, deputyId),
      })),
    });
  },
});

export const addAbsence = route({
  method: 'post',
  path: '/api/v1/me/absences',
  tag: 'me',
  summary: 'Say when I am away and who acts in my place',
  body: z
    .strictObject({ from: localDate, until: localDate, deputyId: id.optional() })
    .refine(({ from, until }) => from <= until, { path: ['until'], params: { allowed: 'not before `from`' } }),
  answers: { 201: z.object({ id }) },
  refusals: ['DEPUTY_NOT_ELIGIBLE'],
  async handler({ tx, actor, occasion, body }) {
    const { from, until, deputyId = null } = body;
    if (deputyId) await requireColleague(tx, actor.personId, deputyId, occasion);
    const { id } = await tx.absence.create({
      data: {
        personId: actor.personId,
        from: toDate(from),
        until: toDate(until),
        deputyId,
        recordedById: actor.personId,
      },
    });
    return created({ id }, '/api/v1/me/absences');
  },
});

export const changeAbsence = route({
  method: 'patch',
  path: '/api/v1/me/absences/{id}',
  tag: 'me',
  summary: 'Be back earlier or later',
  params: idParams,
  body: z.strictObject({ until: localDate }),
  answers: { 204: 'nothing' },
  async handler({ tx, actor, params, body }) {
    const found = await tx.absence.findFirst({ where: { id: params.id, personId: actor.personId } });
    if (!found) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    const from = toLocalDate(found.from);
    if (body.until < from) throw new Refusal('BAD_INPUT', { field: 'until', value: body.until, allowed: `${from}…` });
    await tx.absence.update({ where: { id: found.id }, data: { until: toDate(body.until) } });
    return noContent();
  },
});

export const removeAbsence = route({
  method: 'delete',
  path: '/api/v1/me/absences/{id}',
  tag: 'me',
  summary: 'Take back an absence that has not begun',
  params: idParams,
  answers: { 204: 'nothing' },
  async handler({ tx, actor, occasion, params }) {
    const { count } = await tx.absence.deleteMany({
      where: { id: params.id, personId: actor.personId, from: { gt: toDate(occasion.today) } },
    });
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'id', value: params.id });
    return noContent();
  },
});

/** A deputy gets one's powers, so it is somebody of the same bureau or organisation. @throws Refusal DEPUTY_NOT_ELIGIBLE */
async function requireColleague(tx: Tx, personId: string, deputyId: string, { today }: Occasion): Promise<void> {
  const places = (await loadGrants(tx, personId, today)).map(
    ({ jurisdictionId, organisationId }) => jurisdictionId ?? organisationId,
  );
  const shared = (await loadGrants(tx, deputyId, today)).some(({ jurisdictionId, organisationId }) => {
    const place = jurisdictionId ?? organisationId;
    return place !== null && places.includes(place);
  });
  if (!shared || deputyId === personId)
    throw new Refusal('DEPUTY_NOT_ELIGIBLE', { field: 'deputyId', value: deputyId });
}

export const ABSENCE_ROUTES: readonly Route[] = [listAbsences, addAbsence, changeAbsence, removeAbsence];
