import { refusalOf } from '../../error-handler';
import { httpStatus } from '../../problem';
import { troubleOf } from '../trouble';
import type { Visit } from '../visit';

/** What became of one row of many. */
export interface RowResult {
  label: string;
  path: string | null;
  ok: boolean;
  text: string;
}

/**
 * Does something to one row after the other; what is refused of one keeps none of the others.
 *
 * @param work says in words what it did
 * @throws whatever is no refusal
 */
export async function eachResult<Row extends { label: string; path?: string }>(
  { words }: Visit,
  rows: readonly Row[],
  work: (row: Row) => Promise<string>,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    const { label, path = null } = row;
    try {
      results.push({ label, path, ok: true, text: await work(row) });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'INTERNAL') throw error;
      const { title, detail } = troubleOf(refusal, httpStatus(refusal.code), words);
      results.push({ label, path, ok: false, text: detail ?? title });
    }
  }
  return results;
}
