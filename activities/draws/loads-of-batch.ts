import type { DrawBundle } from '../../domain/draw/draw-bundle';
import type { ProcessContext } from '../process/process-context';
import type { OpenDraw } from './draw-in-force';

/**
 * The loads of a draw's candidates by person: as committed, and the seats that earlier draws of its batch have given. Draws of one
 * ceremony are frozen before any of them is drawn, so the freeze can't know these. Null when there are none.
 */
export async function loadsOfBatch(
  ctx: ProcessContext,
  { row, bundle, personIds }: Pick<OpenDraw, 'row' | 'personIds'> & { bundle: Pick<DrawBundle, 'document'> },
): Promise<((personId: string) => number) | null> {
  const earlier = await ctx.tx.draw.findMany({
    where: { ceremonyId: row.ceremonyId, purpose: 'panel', state: 'revealed', number: { lt: row.number } },
    select: { id: true },
  });
  if (earlier.length === 0) return null;
  const given = await ctx.tx.seatHolder.findMany({
    where: { drawId: { in: earlier.map(({ id }) => id) }, endedAt: null },
    select: { personId: true },
  });
  const loads = new Map(bundle.document.candidates.map(({ id, load }) => [personIds.get(id)!, load]));
  for (const { personId } of given) loads.set(personId, (loads.get(personId) ?? 0) + 1);
  return (personId) => loads.get(personId)!;
}
