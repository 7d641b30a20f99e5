import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { signHandover } from '../../../domain/handover/handover';
import { openClocks } from '../../clocks/clock-rows';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { holdersAt } from '../../people/recipients';
import { defineAct } from '../define-act';
import { requireFiles } from '../require-files';
import { ownerName } from './owner-name';
import { receiversOf } from './receivers';

export const countsBody = z.array(
  z.object({
    kind: z.string(),
    catalogue: z.int().min(0),
    paper: z.int().min(0),
    electronic: z.int().min(0),
  }),
);

export const differencesBody = z.array(
  z.object({
    kind: z.string(),
    side: z.enum(['paper', 'electronic']),
    missing: z.int(),
    explanation: z.string().min(1).max(2_000),
  }),
);

/** The owner offers one receiver the archives with the three counts, and every difference itemised. */
export const submitHandOver = defineAct({
  kind: 'hand_over.submit',
  summary: 'Offer a receiver the archives, with the three counts side by side',
  body: z.object({
    receiverId: z.uuid(),
    counts: countsBody.min(1),
    differences: differencesBody,
    manifestSha256: z.hash('sha256').optional(),
  }),
  async apply(ctx) {
    const { receiverId, counts, differences, manifestSha256 } = ctx.body;
    await requireFiles(ctx, 'manifestSha256', [manifestSha256]);
    const receivers = await receiversOf(ctx);
    if (!receivers.some(({ organisationId }) => organisationId === receiverId)) {
      const allowed = receivers.map(({ organisationId }) => organisationId);
      throw new Refusal('RECEIVER_UNKNOWN', { field: 'receiverId', value: receiverId, allowed });
    }
    const rule = ctx.rules.body.handover;
    // Counts that could not be signed for are not offered.
    signHandover(rule, { receiverId, counts, differences, signedOn: null }, ctx.today);
    const last = await ctx.tx.handOver.findFirst({
      where: { projectId: ctx.project.id, receiverId },
      orderBy: { attempt: 'desc' },
    });
    if (last && last.state !== 'refused') {
      throw new Refusal('HAND_OVER_STATE', { field: 'receiverId', value: last.state, allowed: ['refused'] });
    }
    const attempt = (last?.attempt ?? 0) + 1;
    const handOver = await ctx.tx.handOver.create({
      data: {
        projectId: ctx.project.id,
        receiverId,
        attempt,
        counts,
        differences,
        manifestSha256: manifestSha256 ?? null,
        submittedFactId: ctx.factId,
      },
    });
    const [clock] = await openClocks(ctx, 'hand_over', receiverId);
    const sum = (side: 'paper' | 'electronic') => counts.reduce((total, count) => total + count[side], 0);
    await tell(
      ctx,
      'hand-over-offered',
      await holdersAt(ctx, 'receiver', receiverId),
      { receiver: receiverId, attempt },
      {
        owner: await ownerName(ctx),
        volumes: sum('paper'),
        files: sum('electronic'),
        due: clock?.due ?? ctx.today,
        link: projectPath(ctx.project.code, 'hand-over'),
      },
    );
    return { result: { handOverId: handOver.id, attempt } };
  },
});
