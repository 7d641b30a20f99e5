import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { projectChain } from '../../../domain/audit/audit-event';
import { hashSecret } from '../../../domain/draw/draw-key';
import { Refusal } from '../../../domain/errors';
import { freezeSample, type SampleDocument, sampleRoot } from '../../../domain/sampling/sample-document';
import type { Draw, Prisma } from '../../../prisma/generated/client';
import { appendAudit } from '../../audit/append-audit';
import { abandonDraw } from '../../draws/abandon-draw';
import { nextDrawNumber } from '../../draws/next-draw-number';
import { tellPerson } from '../../mail/enqueue';
import { drawPath } from '../../mail/paths';
import { staffOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { requireReview } from '../../review/review';
import { requireRoomWitness } from '../../review/room-witness';
import { sampleFrame } from '../../review/sample-frame';
import { publishSamples, revealedToday } from '../../review/samples';
import { sealDrawSecret } from '../../sealed/draw-secret';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

const body = z.object({
  /** Who will throw the dice in the room. */
  witnessId: z.uuid(),
  /** Why an earlier commitment is given up; its number stays in the list. */
  abandonReason: prose(2_000).optional(),
});

/** Once the panel is there, the sample is committed to: the catalogue, the sizes and the hash of a secret, before any dice. */
export const commitSample = defineAct({
  kind: 'sample.commit',
  summary: 'Commit to the volume sample before the dice are thrown',
  body,
  async apply(ctx) {
    const { round } = await requireReview(ctx);
    if (await revealedToday(ctx, round.id)) {
      throw new Refusal('SAMPLE_STATE', {
        field: 'sample',
        value: 'drawn today',
        allowed: 'sample.add in this sitting',
      });
    }
    await requireRoomWitness(ctx, ctx.body.witnessId);
    await abandonEarlier(ctx, round.id);
    await publishSamples(ctx, round.id);

    const { sampling } = ctx.rules.body;
    const secret = randomBytes(32);
    const frame = await sampleFrame(ctx, round);
    const document = freezeSample({
      number: await nextDrawNumber(ctx.tx),
      subject: `${ctx.project.code}, round ${round.number}, sample`,
      sitting: ctx.today,
      secretHash: hashSecret(secret.toString('hex')),
      rule: sampling,
      ...frame,
    });
    const draw = await writeCommitment(ctx, round.id, document);
    await sealDrawSecret(ctx.tx, draw.id, secret);
    await announce(ctx, draw);
    const { id: drawId, number, root, secretHash } = draw;
    return { result: { drawId, number, root, secretHash } };
  },
});

/** @throws Refusal SAMPLE_STATE while an earlier commitment waits and no reason is given to abandon it */
async function abandonEarlier(ctx: ActContext<z.infer<typeof body>>, roundId: string): Promise<void> {
  const draw = await ctx.tx.draw.findFirst({
    where: { roundId, purpose: 'sample', state: 'committed' },
    include: { ceremony: true },
  });
  if (!draw) return;
  const { abandonReason } = ctx.body;
  if (!abandonReason) {
    throw new Refusal('SAMPLE_STATE', {
      field: 'abandonReason',
      value: draw.number,
      allowed: 'a reason to abandon it',
    });
  }
  await abandonDraw(ctx, draw, abandonReason);
}

async function writeCommitment(
  ctx: ActContext<z.infer<typeof body>>,
  roundId: string,
  document: SampleDocument,
): Promise<Draw> {
  return ctx.tx.draw.create({
    data: {
      number: document.number,
      project: { connect: { id: ctx.project.id } },
      round: { connect: { id: roundId } },
      purpose: 'sample',
      ceremony: {
        create: {
          jurisdictionId: ctx.project.jurisdictionId,
          startsAt: ctx.now,
          source: document.source,
          witnessId: ctx.body.witnessId,
          operatorId: ctx.actorId,
        },
      },
      commitment: document as unknown as Prisma.InputJsonObject,
      root: sampleRoot(document),
      secretHash: document.secretHash,
      committedFactId: ctx.factId,
    },
  });
}

/** Root and hash leave the house before any dice are thrown. */
async function announce(ctx: ActContext<z.infer<typeof body>>, draw: Draw): Promise<void> {
  const { id: drawId, number, root, secretHash } = draw;
  const committedAt = ctx.now.toISOString();
  const about = { draw: `${number}`, root, secretHash, committedAt, designated: 0, link: drawPath(number) };
  for (const personId of new Set([ctx.body.witnessId, ...(await staffOf(ctx, 'director'))])) {
    await tellPerson(ctx.tx, ctx.now, 'draw-commitment', personId, { draw: `${number}` }, about);
  }
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'draw.committed',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { drawId, number, root, secretHash },
  });
}
