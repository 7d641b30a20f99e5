import type { ItemScore, Sheet } from '../../domain/scoring/sheet';
import type { SheetIn } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

/** What is on a sheet, sealed until all are in. */
export interface SheetValue {
  sections: string[];
  scores: ItemScore[];
}

/** The sheets that count, in the order of their versions: a revision follows the sheet it revises. */
export function sheetsIn(tx: Tx, roundId: string): Promise<SheetIn[]> {
  return tx.sheetIn.findMany({ where: { roundId, void: false }, orderBy: [{ seatId: 'asc' }, { version: 'asc' }] });
}

/** Opened sheets as the rules see them. */
export function openedSheets(rows: readonly SheetIn[]): Sheet[] {
  return rows
    .filter(({ version }) => version === 1)
    .map(({ seatId, personId, value }) => {
      const revised = rows.find((row) => row.personId === personId && row.version === 2);
      const revision = revised && {
        scores: (revised.value as unknown as SheetValue).scores,
        reason: revised.revisionReason ?? '',
      };
      return { seatId, ...(value as unknown as SheetValue), revision: revision ?? null };
    });
}
