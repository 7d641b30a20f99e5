import type { Prisma } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import type { Envelope, ProcessContext } from './process-context';
import { tellChange } from './tell-change';

/** What happened, by whom and how it reached us; everything an act or alarm writes points to it. Who watches the project hears of it. */
export async function recordFact(
  ctx: ProcessContext,
  fact: { kind: string; key: string | null; envelope: Envelope; detail: Prisma.InputJsonValue },
): Promise<void> {
  const { envelope } = fact;
  await ctx.tx.fact.create({
    data: {
      id: ctx.factId,
      projectId: ctx.project.id,
      kind: fact.kind,
      key: fact.key,
      roundId: ctx.position.round?.id ?? null,
      occurredOn: toDate(envelope.occurredOn),
      actedAt: ctx.now,
      recordedById: ctx.actorId,
      onBehalfOfId: envelope.onBehalfOfId,
      deputyForId: envelope.deputyForId,
      channel: envelope.channel,
      scanSha256: envelope.scanSha256,
      detail: fact.detail,
    },
  });
  await tellChange(ctx.tx, ctx.project.id);
}
