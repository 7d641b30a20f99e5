import type { Tx } from '../database/database';

/**
 * The number of a new draw, to be taken in the transaction that inserts it. Numbers have no gaps, not even for a draw
 * that was refused while it was frozen: a missing number would look like a hidden draw.
 */
export async function nextDrawNumber(tx: Tx): Promise<number> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('draw number', 0))::text`;
  const { _max } = await tx.draw.aggregate({ _max: { number: true } });
  return (_max.number ?? 0) + 1;
}
