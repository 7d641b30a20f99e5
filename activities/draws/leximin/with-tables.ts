import { digestOf } from '../../../domain/crypto/sha256';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import type { TableFor, TableRow } from '../../../domain/draw/table-lottery';
import { type SolveOptions, solveTable } from './solve-table';

/** Ends the work of a transaction that turned out to need a table. */
class TableWanted extends Error {
  constructor(readonly problem: PanelProblem) {
    super('A table is wanted');
  }
}

/**
 * Does work that may need a table, and none of it while a table is being found: a transaction that asks for one is undone, gives
 * its locks back, and is begun again when the table is there. What it then sees may want another table; it is the pool at the
 * time of the commitment that counts.
 *
 * @param work to be done in one transaction, wholly or not at all
 */
export async function withTables<T>(work: (tableFor: TableFor) => Promise<T>, options?: SolveOptions): Promise<T> {
  const tables = new Map<string, readonly TableRow[]>();
  const tableFor: TableFor = (problem) => {
    const table = tables.get(digestOf(problem));
    if (!table) throw new TableWanted(problem);
    return table;
  };
  for (;;) {
    try {
      return await work(tableFor);
    } catch (error) {
      if (!(error instanceof TableWanted)) throw error;
      tables.set(digestOf(error.problem), await solveTable(error.problem, options));
    }
  }
}
