import type { Tx } from '../database/database';

/** These jurisdictions with all below them. */
export async function withAllBelow(tx: Tx, own: string[]): Promise<string[]> {
  if (own.length === 0) return [];
  const tree = await tx.jurisdiction.findMany({ select: { id: true, parentId: true } });
  const found = new Set(own);
  for (let grown = -1; grown !== found.size; ) {
    grown = found.size;
    for (const { id, parentId } of tree) if (parentId && found.has(parentId)) found.add(id);
  }
  return [...found];
}
