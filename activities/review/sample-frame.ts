import type { FreezeSampleInput } from '../../domain/sampling/sample-document';
import type { ProcessContext } from '../process/process-context';
import type { RoundWithPanel } from '../process/require-round';
import { volumeId } from './volumes';

/** The catalogue as it was frozen, and the volumes that a re-inspection looks at again by name. */
export async function sampleFrame(
  ctx: ProcessContext,
  round: RoundWithPanel,
): Promise<Pick<FreezeSampleInput, 'catalogueSha256' | 'volumes' | 'classified' | 'named'>> {
  const application = await ctx.tx.application.findUniqueOrThrow({ where: { id: round.applicationId } });
  const { catalogueId, catalogueSha256 } = application;
  const volumes = await ctx.tx.volume.findMany({
    where: { catalogueId },
    select: { code: true, stratum: true, drawings: true },
  });
  const counts = await ctx.tx.classifiedCount.findMany({ where: { catalogueId, count: { gt: 0 } } });
  return {
    catalogueSha256,
    volumes,
    classified: Object.fromEntries(counts.map(({ stratum, count }) => [stratum, count])),
    named: round.kind === 'reinspection' ? await failedVolumes(ctx, round) : [],
  };
}

/** Volumes with a finding that had to be put right, in the earlier rounds of the same application. */
async function failedVolumes(ctx: ProcessContext, { applicationId, number }: RoundWithPanel): Promise<string[]> {
  const items = await ctx.tx.sampleItem.findMany({
    where: {
      round: { applicationId, number: { lt: number } },
      findings: { some: { void: false, mark: { in: ['must_fix', 'fix', 'merged'] } } },
    },
    select: { stratum: true, volumeCode: true, ordinal: true },
  });
  return items.map(volumeId);
}
