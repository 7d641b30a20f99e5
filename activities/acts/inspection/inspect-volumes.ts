import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { SEVERITIES } from '../../../domain/findings/findings-rule';
import type { ActContext } from '../../process/process-context';
import { actingSeat } from '../../review/acting-seat';
import { settleInspection } from '../../review/open-deliberation';
import { requirePhotos } from '../../review/require-photos';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

const finding = z.object({
  /** From the rule set's list. */
  code: z.string().min(1).max(40),
  evidence: prose(2_000),
  /** Left out: as the list says. */
  severity: z.enum(SEVERITIES).optional(),
  /** Of the place in the volume, where the owner agreed to photos. */
  photos: z.array(z.hash('sha256')).max(10).default([]),
});

const body = z.object({
  volumes: z.array(z.object({ itemId: z.uuid(), findings: z.array(finding).max(100) })).max(1_000),
  /** About no volume: organisation, premises, means. */
  findings: z.array(finding).max(100).default([]),
});

type Body = z.infer<typeof body>;

/** A member hands in the volumes he has inspected, with what he found; the panel sees it at once. */
export const inspectVolumes = defineAct({
  kind: 'volumes.inspect',
  summary: 'Hand in inspected volumes with their findings',
  body,
  async apply(ctx) {
    const review = await requireReview(ctx);
    const seat = actingSeat(ctx, review);
    const roundId = review.round.id;
    await inspect(ctx, roundId, seat.id);
    const found = [
      ...ctx.body.volumes.flatMap(({ itemId, findings }) =>
        findings.map((each) => ({ ...each, sampleItemId: itemId })),
      ),
      ...ctx.body.findings.map((each) => ({ ...each, sampleItemId: null })),
    ];
    await requirePhotos(ctx, review, found);
    await ctx.tx.finding.createMany({
      data: found.map((each) => ({
        ...fromList(ctx, each),
        evidence: each.evidence,
        photos: each.photos,
        sampleItemId: each.sampleItemId,
        roundId,
        seatId: seat.id,
        factId: ctx.factId,
        at: ctx.now,
      })),
    });
    await settleInspection(ctx, review);
    return { result: { volumes: ctx.body.volumes.length, findings: found.length } };
  },
});

/** @throws Refusal VOLUME_STATE for a volume of another member, or one inspected or missing */
async function inspect(ctx: ActContext<Body>, roundId: string, seatId: string): Promise<void> {
  const ids = ctx.body.volumes.map(({ itemId }) => itemId);
  const where = { id: { in: ids }, roundId, seatId, inspectedAt: null, notProduced: false };
  const own = await ctx.tx.sampleItem.findMany({ where, select: { id: true } });
  const wrong = ids.findIndex((id, at) => ids.indexOf(id) !== at || !own.some((item) => item.id === id));
  if (wrong >= 0) {
    throw new Refusal('VOLUME_STATE', {
      field: `volumes[${wrong}].itemId`,
      value: ids[wrong],
      allowed: 'a volume assigned to the member and not inspected yet',
    });
  }
  await ctx.tx.sampleItem.updateMany({ where, data: { inspectedAt: ctx.now } });
}

/** @throws Refusal FINDING_CODE_UNKNOWN */
function fromList(ctx: ActContext, { code, severity }: { code: string; severity?: string }) {
  const { kinds } = ctx.rules.body.findings;
  const kind = kinds.find((candidate) => candidate.code === code);
  if (!kind) {
    const allowed = kinds.map((candidate) => candidate.code);
    throw new Refusal('FINDING_CODE_UNKNOWN', { field: 'code', value: code, allowed });
  }
  return { code, article: kind.article, severity: severity ?? kind.severity };
}
