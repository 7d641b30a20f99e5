import { itemsFromFindings } from '../../domain/rectification/rectification-item';
import { type SampleReport, sampleReport } from '../../domain/sampling/sample-report';
import { type InspectedItem, stratumCounts } from '../../domain/sampling/stratum-counts';
import { findingsOfRound } from '../acts/opinion/findings-of-round';
import type { ProcessContext } from '../process/process-context';
import { documentOf, latestSample } from './samples';
import { volumeId } from './volumes';

/**
 * What a round's samples say about its archive, once every finding is settled. A volume is defective when something in it must or
 * is to be put right. Null where nothing was drawn, e.g. when a paper record was taken over.
 */
export async function reportSample(ctx: ProcessContext, roundId: string): Promise<SampleReport | null> {
  const latest = await latestSample(ctx, roundId);
  if (!latest) return null;
  const draws = await ctx.tx.draw.findMany({
    where: { roundId, purpose: 'sample', state: 'revealed' },
    select: { id: true },
  });
  const listed = await ctx.tx.sampleItem.findMany({
    where: { drawId: { in: draws.map(({ id }) => id) } },
    include: { findings: { where: { void: false }, select: { id: true } } },
  });
  const rectified = new Set(
    itemsFromFindings(ctx.rules.body.findings, await findingsOfRound(ctx, roundId)).flatMap(
      ({ findingIds }) => findingIds,
    ),
  );
  const items = listed.map(
    (item): InspectedItem => ({
      id: volumeId(item),
      stratum: item.stratum,
      via: item.via,
      inspected: item.inspectedAt !== null || item.notProduced,
      defective: item.findings.some(({ id }) => rectified.has(id)),
    }),
  );
  return sampleReport(stratumCounts(documentOf(latest).strata, items));
}
