import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import { ok } from '../answer';
import { pageById, pageOf, pageQuery } from '../cursor';
import { maybeNamed, personNames } from '../person-names';
import { route } from '../route';
import { personName } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const fact = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    occurredOn: z.iso.date(),
    actedAt: z.iso.datetime(),
    recordedAt: z.iso.datetime(),
    recordedById: z.uuid().nullable(),
    recordedBy: personName.nullable(),
    /** X 代 Y: the absent person in whose place it was done. */
    deputyForId: z.uuid().nullable(),
    deputyFor: personName.nullable(),
    onBehalfOfId: z.uuid().nullable(),
    onBehalfOf: personName.nullable(),
    channel: z.string(),
    scanSha256: z.string().nullable(),
    detail: z.unknown(),
  })
  .meta({ id: 'Fact' });

export const timeline = route({
  method: 'get',
  path: '/api/v1/projects/{code}/facts',
  tag: 'projects',
  summary: 'What happened, newest first; telephone calls are `call.log`',
  params: codeParams,
  query: pageQuery.extend({ kind: z.string().max(50).optional() }),
  answers: { 200: pageOf(fact) },
  async handler(context) {
    const { tx, deps, params, query } = context;
    const { project, see } = await visibleProject(context, params.code);
    const where = { AND: [{ projectId: project.id, kind: query.kind }, see.fact] };
    const { rows, nextCursor } = await pageById(deps.config.hmacKey, `facts ${params.code}`, query, (page) =>
      tx.fact.findMany({ where, orderBy: { sequence: 'desc' }, ...page }),
    );
    const names = await personNames(
      tx,
      rows.flatMap(({ recordedById, deputyForId, onBehalfOfId }) => [recordedById, deputyForId, onBehalfOfId]),
    );
    const items = rows.map((each) => ({
      ...each,
      occurredOn: toLocalDate(each.occurredOn),
      actedAt: each.actedAt.toISOString(),
      recordedAt: each.recordedAt.toISOString(),
      recordedBy: maybeNamed(names, each.recordedById),
      deputyFor: maybeNamed(names, each.deputyForId),
      onBehalfOf: maybeNamed(names, each.onBehalfOfId),
    }));
    return ok({ items, nextCursor });
  },
});
