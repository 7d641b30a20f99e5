import { Refusal } from '../../../domain/errors';
import type { Opinion, OpinionState } from '../../../prisma/generated/client';
import type { ProcessContext } from '../../process/process-context';

/** The newest version of the round's opinion, in one of these states. @throws Refusal OPINION_STATE */
export async function currentOpinion(ctx: ProcessContext, allowed: OpinionState[]): Promise<Opinion> {
  const opinion = await ctx.tx.opinion.findFirst({
    where: { roundId: ctx.position.round?.id },
    orderBy: { version: 'desc' },
  });
  if (!opinion || !allowed.includes(opinion.state)) {
    throw new Refusal('OPINION_STATE', { field: 'opinion', value: opinion?.state ?? null, allowed });
  }
  return opinion;
}
