import type { Draw } from '../../prisma/generated/client';
import { markVoid } from '../draws/void-draw';
import type { ActContext } from '../process/process-context';
import { releaseVolumes } from './volumes';

/**
 * A sample from digits that were not those thrown is void: nobody inspects the rest of it, what was found in it counts for
 * nothing, and another is committed to in the same sitting. Sheets that were handed in stand, and may be revised.
 */
export async function voidSample(ctx: ActContext, draw: Draw, reason: string): Promise<void> {
  await markVoid(ctx, draw, reason);
  await releaseVolumes(ctx.tx, draw.roundId);
  await ctx.tx.finding.updateMany({ where: { sampleItem: { drawId: draw.id } }, data: { void: true } });
  await ctx.tx.round.update({ where: { id: draw.roundId }, data: { step: 'sampling' } });
}
