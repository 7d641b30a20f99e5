import { z } from 'zod';
import { RELATION_KINDS } from '../../../domain/eligibility/pool-person';
import { Refusal } from '../../../domain/errors';
import { toDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { localDate, prose } from '../field-types';

/** A tie to a party of the project, or whatever else speaks against taking part. */
export const relation = z.object({
  kind: z.enum(RELATION_KINDS),
  organisationId: z.uuid().optional(),
  until: localDate.optional(),
  words: prose(500).optional(),
});

/**
 * Records relations to this project that a member declares, or that an officer enters from what he signed.
 *
 * @throws Refusal SCAN_REQUIRED when entered by another without a signed scan
 */
export async function declareRelations(
  ctx: ActContext,
  personId: string,
  relations: readonly z.infer<typeof relation>[],
): Promise<void> {
  const { scanSha256, occurredOn } = ctx.envelope;
  if (personId !== ctx.actorId && !scanSha256) throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', value: null });
  await ctx.tx.declaredRelation.createMany({
    data: relations.map(({ kind, organisationId, until }) => ({
      personId,
      projectId: ctx.project.id,
      organisationId: organisationId ?? null,
      kind,
      until: until ? toDate(until) : null,
      declaredOn: toDate(occurredOn),
      recordedById: ctx.actorId,
      scanSha256,
    })),
  });
}
