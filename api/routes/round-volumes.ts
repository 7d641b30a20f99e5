import { z } from 'zod';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import { Retention } from '../../prisma/generated/enums';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { instantOf } from '../schemas';
import { roundParams, visibleRound } from '../visible-round';

const volume = z
  .object({
    id: z.uuid(),
    number: z.int(),
    via: z.string(),
    stratum: z.object({ code: z.string(), title: z.string() }),
    /** Code 档号; null of a classified volume, of which there is its ordinal alone. */
    code: z.string().nullable(),
    ordinal: z.int().nullable(),
    /** As the catalogue has it; null of a classified one. */
    title: z.string().nullable(),
    pages: z.int().nullable(),
    drawings: z.int().nullable(),
    retention: z.enum(Retention).nullable(),
    phase: z.string().nullable(),
    /** Who inspects it. */
    seatId: z.uuid().nullable(),
    requestedAt: z.iso.datetime().nullable(),
    producedAt: z.iso.datetime().nullable(),
    notProduced: z.boolean(),
    inspected: z.boolean(),
  })
  .meta({ id: 'RoundVolume' });

export const readRoundVolumes = route({
  method: 'get',
  path: '/api/v1/projects/{code}/rounds/{number}/volumes',
  tag: 'rounds',
  summary: 'The fetch list of a meeting: the sampled volumes with what the catalogue says of them',
  params: roundParams,
  answers: { 200: z.object({ items: z.array(volume) }) },
  async handler(context) {
    const { tx, params } = context;
    const { see, round } = await visibleRound(context, params);
    const sampled = await tx.sampleItem.findMany({
      where: { AND: [{ roundId: round.id }, see.sampleItem] },
      orderBy: { number: 'asc' },
    });
    const codes = sampled.flatMap(({ volumeCode }) => volumeCode ?? []);
    const application = await tx.application.findFirst({
      where: { AND: [{ id: round.applicationId }, see.application] },
      select: { catalogueId: true },
    });
    const listed = application
      ? await tx.volume.findMany({
          where: { AND: [{ catalogueId: application.catalogueId, code: { in: codes } }, see.volume] },
        })
      : [];
    const byCode = new Map(listed.map((each) => [each.code, each]));
    const { strata } = (await ruleSetById(tx, round.ruleSetId)).body.sampling;
    const titles = new Map(strata.map(({ code, title }) => [code, title]));
    const items = sampled.map(({ volumeCode, stratum, inspectedAt, requestedAt, producedAt, ...item }) => {
      const {
        title = null,
        pages = null,
        drawings = null,
        retention = null,
        phase = null,
      } = byCode.get(volumeCode ?? '') ?? {};
      return {
        ...item,
        ...{ title, pages, drawings, retention, phase },
        code: volumeCode,
        stratum: { code: stratum, title: titles.get(stratum) ?? stratum },
        requestedAt: instantOf(requestedAt),
        producedAt: instantOf(producedAt),
        inspected: inspectedAt !== null,
      };
    });
    return ok({ items });
  },
});

export const ROUND_VOLUME_ROUTES: readonly Route[] = [readRoundVolumes];
