import { z } from 'zod';
import type { ActDefinition } from '../../activities/acts/define-act';
import { ACTS } from '../../activities/acts/index';
import { Refusal } from '../../domain/errors';
import { type ActKind, actRule } from '../../domain/lifecycle/act-table';
import { ok } from '../answer';
import { askForAct } from '../ask-for-act';
import { ownRoute, type Route, requireFreshPassword, route } from '../route';

/** How an act reached the bureau; left out, the person acts on the web today. */
export const entry = z
  .strictObject({
    occurredOn: z.iso.date().optional(),
    channel: z.enum(['web', 'counter', 'post', 'phone', 'official_document', 'meeting']).default('web'),
    onBehalfOfId: z.uuid().optional().meta({ description: 'The person for whom an officer enters it' }),
    scanSha256: z.hash('sha256').optional().meta({ description: 'Hash of the uploaded scan' }),
    backdatingId: z.uuid().optional().meta({ description: 'The director’s approval of the day' }),
  })
  .refine(({ channel, onBehalfOfId }) => onBehalfOfId === undefined || channel !== 'web', {
    path: ['channel'],
    params: { allowed: 'how it reached the bureau' },
  })
  .refine(({ channel, scanSha256 }) => channel === 'web' || channel === 'phone' || scanSha256 !== undefined, {
    path: ['scanSha256'],
    params: { allowed: 'a scan, unless it came by web or telephone' },
  });

const done = z.looseObject({ factId: z.uuid() });
const pending = z.object({ act: z.string().meta({ description: 'Address to ask for the answer' }) });

/** One route an act, made from its definition: so whatever can be done can be done by another program. */
const performRoutes = new Map(ACTS.map((definition) => [definition.kind, performRoute(definition)]));

function performRoute(definition: ActDefinition): Route {
  const rule = actRule(definition.kind);
  return ownRoute({
    method: 'post',
    path: `/api/v1/projects/{code}/acts/${definition.kind}`,
    tag: 'acts',
    summary: definition.summary,
    description: `Stages: ${rule.stages.join(', ')}. By: ${rule.by.join(', ')}.`,
    key: 'own',
    params: z.strictObject({ code: z.string().max(40) }),
    body: z.strictObject({
      content: definition.sealed?.body ?? definition.body,
      entry: entry.default({ channel: 'web' }),
    }),
    answers: { 200: done, 202: pending },
    confidential: definition.sealed ? true : undefined,
    refusals: ['ACT_NOT_ALLOWED_IN_STAGE', 'ACT_NOT_YOURS', 'CLOSED', 'KEY_REUSED', 'SUSPENDED'],
    async handler({ deps, actor, params, body, key, hmac }) {
      if (rule.reauthenticate && body.entry.onBehalfOfId === undefined) requireFreshPassword(deps, actor.identity);
      const { entry: how } = body;
      const result = await askForAct(deps, {
        key,
        definition,
        actorId: actor.personId,
        projectCode: params.code,
        envelope: {
          occurredOn: how.occurredOn ?? null,
          channel: how.channel,
          onBehalfOfId: how.onBehalfOfId ?? null,
          deputyForId: actor.deputyFor?.personId ?? null,
          scanSha256: how.scanSha256 ?? null,
          backdatingId: how.backdatingId ?? null,
        },
        body: body.content,
        hmac,
      });
      if (!result) return { status: 202, body: { act: `/api/v1/acts/${key}` } };
      return ok(result as z.input<typeof done>);
    },
  });
}

/** The route of one kind of act. */
export const actRoute = (kind: ActKind): Route => performRoutes.get(kind)!;

export const readAct = route({
  method: 'get',
  path: '/api/v1/acts/{key}',
  tag: 'acts',
  summary: 'Ask what became of an act whose answer did not come in time',
  params: z.strictObject({ key: z.string().max(100) }),
  answers: { 200: done, 202: pending },
  async handler({ tx, actor, params }) {
    const { key } = params;
    const result = await tx.actResult.findFirst({ where: { key, actorId: actor.personId } });
    if (result) return ok(result.result as z.input<typeof done>);
    const asked = await tx.actRequest.findFirst({ where: { key, actorId: actor.personId } });
    if (!asked) throw new Refusal('NOT_FOUND', { field: 'key', value: key });
    return { status: 202, body: { act: `/api/v1/acts/${key}` } };
  },
});

export const ACT_ROUTES: readonly Route[] = [...performRoutes.values(), readAct];
