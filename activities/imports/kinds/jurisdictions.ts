import { plain } from '../../../domain/import/text';
import type { Tx } from '../../database/database';

/** A bureau's own jurisdiction and those below it, by what lists call them. */
export interface Jurisdictions {
  ids: string[];
  names: string[];
  /** @returns null for one that is none of these; without a name the bureau's own */
  find(name: string | null): string | null;
}

/** What a list calls the projects that the city carries itself. */
const OWN = new Set(['市直', '市本级', '市级', '市属', '全市']);

export async function jurisdictionsOf(tx: Tx, jurisdictionId: string): Promise<Jurisdictions> {
  const rows = await tx.jurisdiction.findMany({
    where: { OR: [{ id: jurisdictionId }, { parentId: jurisdictionId }] },
    select: { id: true, code: true, name: true },
    orderBy: { code: 'asc' },
  });
  const byName = new Map<string, string>();
  for (const { id, code, name } of rows) {
    for (const each of [code, name, name.replace(/[市区县]$/, '')]) byName.set(plain(each), id);
  }
  return {
    ids: rows.map(({ id }) => id),
    names: rows.map(({ name }) => name),
    find(name) {
      if (name === null || OWN.has(plain(name))) return jurisdictionId;
      return byName.get(plain(name)) ?? null;
    },
  };
}
