import type { ListedVolume } from '../../catalogue/catalogue-digest';
import { expected } from '../expected';
import type { KindDefinition } from '../kind';
import type { RowReader } from '../row-reader';
import { tidy } from '../text';

/** Terms of retention 保管期限 (Order 10 of the National Archives Administration; the old terms have a successor). */
const RETENTION: Record<string, ListedVolume['retention']> = {
  永久: 'permanent',
  '30年': 'years30',
  定期30年: 'years30',
  '10年': 'years10',
  定期10年: 'years10',
  y: 'permanent',
  d30: 'years30',
  d10: 'years10',
};
const OLD_TERMS: Record<string, string> = { 长期: '30年', 短期: '10年', 三十年: '30年', 十年: '10年' };

/** Volume catalogue 案卷目录 of a project. */
export const CATALOGUE: KindDefinition<ListedVolume> = {
  id: 'catalogue',
  fields: [
    'number',
    'code',
    'title',
    'pages',
    'drawings',
    'retention',
    'phase',
    'stratum',
    'receiver',
    'secrecy',
    'note',
  ],
  required: ['code', 'title', 'pages', 'retention', 'stratum'],
  key: 'code',
  section: 'stratum',
  identity: (row) => ({ field: 'code', key: row.raw('code') }),
  rows: 60_000,
  read(row) {
    const code = row.text('code', { required: true, max: 80 });
    const title = row.text('title', { required: true, max: 300 });
    const pages = row.count('pages', { required: true });
    const drawings = row.count('drawings') ?? 0;
    const retention = row.choice('retention', RETENTION, OLD_TERMS);
    if (retention === null && row.text('retention') === null) missing(row, 'retention');
    const stratum = row.text('stratum', { max: 40 }) ?? (row.section && tidy(row.section));
    if (!stratum) missing(row, 'stratum');
    const phase = row.text('phase', { max: 40 }) ?? stratum;
    const receiver = row.text('receiver');
    if (code === null || title === null || pages === null || retention === null || !stratum || !phase) return null;
    return { code, title, pages, drawings, retention, phase, stratum, receiver };
  },
};

function missing(row: RowReader, field: string): void {
  if (!row.problems.some(({ code }) => code === 'CELL_ERROR' || code === 'FORMULA_WITHOUT_VALUE')) {
    row.error(field, 'CELL_MISSING', { allowed: expected('value') });
  }
}
