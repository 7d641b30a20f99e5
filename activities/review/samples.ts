import { projectChain } from '../../domain/audit/audit-event';
import { localDateOf } from '../../domain/calendar/local-time';
import { toHex } from '../../domain/crypto/bytes';
import { Refusal } from '../../domain/errors';
import { type Addition, drawSample, type SampledItem } from '../../domain/sampling/draw-sample';
import { makeSampleBundle } from '../../domain/sampling/sample-bundle';
import type { SampleDocument } from '../../domain/sampling/sample-document';
import type { Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { ActContext, ProcessContext } from '../process/process-context';
import { openDrawSecret } from '../sealed/draw-secret';

const WITH_CEREMONY = { ceremony: true } satisfies Prisma.DrawInclude;

type SampleDraw = Prisma.DrawGetPayload<{ include: typeof WITH_CEREMONY }>;

/** What a sample was drawn from. */
export const documentOf = ({ commitment }: SampleDraw): SampleDocument => commitment as unknown as SampleDocument;

/** The sample that waits for its dice. @throws Refusal SAMPLE_STATE */
export async function committedSample(ctx: ProcessContext, roundId: string): Promise<SampleDraw> {
  const draw = await ctx.tx.draw.findFirst({
    where: { roundId, purpose: 'sample', state: 'committed' },
    include: WITH_CEREMONY,
  });
  if (!draw) throw new Refusal('SAMPLE_STATE', { field: 'sample', allowed: 'sample.commit first' });
  return draw;
}

/** The newest sample whose dice were thrown; null before the first. */
export function latestSample(ctx: ProcessContext, roundId: string): Promise<SampleDraw | null> {
  return ctx.tx.draw.findFirst({
    where: { roundId, purpose: 'sample', state: 'revealed' },
    orderBy: { number: 'desc' },
    include: WITH_CEREMONY,
  });
}

/** Whether a sample of this sitting lies on the table: its next tickets serve until the day is over. */
export async function revealedToday(ctx: ProcessContext, roundId: string): Promise<boolean> {
  const draw = await latestSample(ctx, roundId);
  return draw !== null && documentOf(draw).sitting === ctx.today;
}

/** The fetch list of a revealed sample, with all that was added to it. */
export async function fetchList(ctx: ProcessContext, draw: SampleDraw): Promise<SampledItem[]> {
  const randomness = { kind: 'dice', value: draw.ceremony!.digits! } as const;
  return drawSample(documentOf(draw), randomness, await secretOf(ctx, draw.id), await additionsOf(ctx, draw));
}

/**
 * Publishes the round's samples once no next ticket of theirs can be asked for any more: before, the record would tell
 * the owner which volumes come next.
 */
export async function publishSamples(ctx: ActContext, roundId: string): Promise<void> {
  const draws = await ctx.tx.draw.findMany({
    where: { roundId, purpose: 'sample', state: { in: ['revealed', 'void'] }, bundle: null },
    orderBy: { number: 'asc' },
    include: WITH_CEREMONY,
  });
  for (const draw of draws) {
    const bundle = await bundleOf(ctx, draw);
    await ctx.tx.draw.update({ where: { id: draw.id }, data: { bundle } });
    const { digest } = JSON.parse(bundle) as { digest: string };
    await appendAudit(ctx.tx, projectChain(ctx.project.code), {
      type: 'draw.revealed',
      actorId: ctx.actorId,
      at: ctx.now,
      payload: { drawId: draw.id, number: draw.number, digits: draw.ceremony!.digits!, bundleSha256: digest },
    });
  }
}

async function bundleOf(ctx: ProcessContext, draw: SampleDraw): Promise<string> {
  const { actedAt } = await ctx.tx.fact.findUniqueOrThrow({ where: { id: draw.committedFactId } });
  const { digits, enteredAt } = draw.ceremony!;
  return makeSampleBundle({
    document: documentOf(draw),
    committedAt: actedAt.toISOString(),
    randomness: { kind: 'dice', value: digits! },
    // Practice time may stand still between commitment and dice.
    enteredAt: new Date(Math.max(enteredAt!.getTime(), actedAt.getTime() + 1)).toISOString(),
    secret: await secretOf(ctx, draw.id),
    additions: await additionsOf(ctx, draw),
  });
}

/** What the leader asked for beyond the sample, in order: of a void one, before it was. */
async function additionsOf(ctx: ProcessContext, draw: SampleDraw): Promise<Addition[]> {
  const { sitting } = documentOf(draw);
  if (!draw.revealedFactId) return [];
  const { sequence: since } = await ctx.tx.fact.findUniqueOrThrow({ where: { id: draw.revealedFactId } });
  const voided = draw.abandonedFactId
    ? await ctx.tx.fact.findUniqueOrThrow({ where: { id: draw.abandonedFactId } })
    : null;
  const facts = await ctx.tx.fact.findMany({
    where: { kind: 'sample.add', roundId: draw.roundId, sequence: { gt: since, lt: voided?.sequence } },
    orderBy: { sequence: 'asc' },
    select: { detail: true, actedAt: true },
  });
  return facts
    .filter(({ actedAt }) => localDateOf(actedAt.toISOString()) === sitting)
    .map(({ detail }) => ({ ...(detail as unknown as Pick<Addition, 'stratum' | 'count'>), on: sitting }));
}

async function secretOf(ctx: ProcessContext, drawId: string): Promise<string> {
  return toHex(await openDrawSecret(ctx.tx, drawId));
}
