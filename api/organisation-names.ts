import type { Tx } from '../activities/database/database';

/** Present names of organisations by id. */
export async function organisationNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const names = await tx.organisationName.findMany({
    where: { organisationId: { in: wanted }, until: null },
    orderBy: { from: { sort: 'asc', nulls: 'first' } },
    select: { organisationId: true, name: true },
  });
  return new Map(names.map(({ organisationId, name }) => [organisationId, name]));
}
