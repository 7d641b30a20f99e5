import type { Tx } from '../activities/database/database';

/** Names of people by id, of those whom the asking person may see. */
export async function personNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const people = await tx.person.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** A person as lists show one; the name is null for who may not be seen. */
export function personNamed(names: Map<string, string>, id: string): { id: string; name: string | null } {
  return { id, name: names.get(id) ?? null };
}

/** The same where nobody may be meant. */
export function maybeNamed(names: Map<string, string>, id: string | null): { id: string; name: string | null } | null {
  return id === null ? null : personNamed(names, id);
}
