import ExcelJS from 'exceljs';
import { markCopy } from '../../../activities/imports/mark/mark-copy';
import { marksHeading, marksOf } from '../../../api/import-marks';
import type { Problem } from '../../../domain/import/report';
import { csv, xlsx } from '../../fixtures/imports/workbook';

const ROWS = [
  ['档号', '保管期限'],
  ['A-1', '长期'],
  ['A-2', '永久'],
];
const PROBLEMS: Problem[] = [
  {
    sheet: 1,
    row: 2,
    column: 'B',
    severity: 'error',
    code: 'CELL_INVALID',
    value: '长期',
    allowed: ['永久', '30年'],
    fix: '30年',
  },
  { sheet: 1, row: 2, column: null, severity: 'note', code: 'hidden_row' },
  { sheet: 1, row: null, column: null, severity: 'error', code: 'FILE_EMPTY' },
];
const WORDS = '单元格内容不符合要求；可以填写：永久, 30年。；建议改为“30年”';

test.each([
  ['a workbook', () => xlsx({ rows: ROWS })],
  ['a CSV file', () => csv(ROWS.map((row) => row.join(',')).join('\n'))],
])('%s comes back with its problems at their places, and with what it said', async (_, bytes) => {
  const copy = await markCopy(await bytes(), marksOf(PROBLEMS, 'zh-CN'), marksHeading('zh-CN'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(copy.slice().buffer as ArrayBuffer);
  const page = book.worksheets[0]!;
  expect(
    page
      .getSheetValues()
      .slice(1)
      .map((row) => (row as unknown[]).slice(1)),
  ).toEqual([
    ['档号', '保管期限', '问题'],
    ['A-1', '长期', `B2：${WORDS}\n隐藏行，照常读取`],
    ['A-2', '永久'],
  ]);
  expect([page.getCell('B2').note, page.getCell('B3').note]).toEqual([WORDS, undefined]);
  expect(page.getCell('B2').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } });
});
