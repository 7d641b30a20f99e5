import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { isNotProduced, notProducedFinding } from '../../../domain/findings/not-produced';
import type { SampleItem } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { settleInspection } from '../../review/open-deliberation';
import { requireReview } from '../../review/review';
import { volumeId } from '../../review/volumes';
import { defineAct } from '../define-act';

const body = z.object({
  /** The list was handed over; these lie on the table; these did not come. */
  event: z.enum(['requested', 'produced', 'missing']),
  itemIds: z.array(z.uuid()).min(1).max(1_000),
  /** When it happened, if that was before it is entered. */
  at: z.iso.datetime({ offset: true }).optional(),
});

/** The recorder notes when volumes were asked for and when they came. Too late or not at all is a finding. */
export const produceVolume = defineAct({
  kind: 'volume.produce',
  summary: 'Record that volumes were asked for, produced, or not produced in time',
  body,
  async apply(ctx) {
    const review = await requireReview(ctx);
    const at = momentOf(ctx);
    const items = await openItems(ctx, review.round.id);
    let findings = 0;
    for (const item of items) {
      if (ctx.body.event === 'requested') await request(ctx, item, at);
      else if (await arrive(ctx, item, at)) findings += 1;
    }
    await settleInspection(ctx, review);
    return { result: { volumes: items.length, findings } };
  },
});

/** @throws Refusal OCCURRED_IN_FUTURE */
function momentOf(ctx: ActContext<z.infer<typeof body>>): Date {
  const at = ctx.body.at ? new Date(ctx.body.at) : ctx.now;
  if (at > ctx.now) {
    throw new Refusal('OCCURRED_IN_FUTURE', { field: 'at', value: ctx.body.at, allowed: ctx.now.toISOString() });
  }
  return at;
}

/** @throws Refusal VOLUME_STATE for one that came already, or is known to be missing */
async function openItems(ctx: ActContext<z.infer<typeof body>>, roundId: string): Promise<SampleItem[]> {
  const { itemIds, event } = ctx.body;
  const items = await ctx.tx.sampleItem.findMany({
    where: { id: { in: itemIds }, roundId },
    orderBy: { number: 'asc' },
  });
  for (const [at, id] of itemIds.entries()) {
    const item = items.find((candidate) => candidate.id === id);
    const asked = item?.requestedAt != null;
    if (!item || item.producedAt || item.notProduced || asked !== (event !== 'requested')) {
      throw new Refusal('VOLUME_STATE', { field: `itemIds[${at}]`, value: id, allowed: STATE_BEFORE[event] });
    }
  }
  return items;
}

const STATE_BEFORE = {
  requested: 'a volume of the sample that was not asked for yet',
  produced: 'a volume that was asked for and has not come',
  missing: 'a volume that was asked for and has not come',
} as const;

async function request(ctx: ActContext, { id }: SampleItem, requestedAt: Date): Promise<void> {
  await ctx.tx.sampleItem.update({ where: { id }, data: { requestedAt } });
}

/** @returns whether it came too late, or not at all, which is a finding */
async function arrive(ctx: ActContext<z.infer<typeof body>>, item: SampleItem, at: Date): Promise<boolean> {
  const came = ctx.body.event === 'produced';
  const fetched = {
    volume: volumeId(item),
    askedAt: item.requestedAt!.toISOString(),
    producedAt: came ? at.toISOString() : null,
  };
  const late = isNotProduced(ctx.rules.body.findings, fetched, at.toISOString());
  if (!came && !late) {
    const { fetchMinutes } = ctx.rules.body.findings;
    throw new Refusal('VOLUME_STATE', { field: 'at', value: ctx.body.at, allowed: `after ${fetchMinutes} minutes` });
  }
  await ctx.tx.sampleItem.update({
    where: { id: item.id },
    data: came ? { producedAt: at } : { notProduced: true },
  });
  if (!late) return false;
  const { disposition: _, volume: __, ...finding } = notProducedFinding(ctx.rules.body.findings, randomUUID(), fetched);
  await ctx.tx.finding.create({
    data: { ...finding, roundId: item.roundId, sampleItemId: item.id, factId: ctx.factId, at: ctx.now },
  });
  return true;
}
