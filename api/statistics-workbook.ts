import ExcelJS from 'exceljs';
import { FIGURES } from '../domain/statistics/figure';
import type { Locale } from './locale';
import { type Words, wordsOf } from './pages/words';
import type { Statistics } from './routes/statistics';

type Line = Statistics['total'];
type Cell = string | number | null;

/** A year's statistics as a workbook: a sheet each for districts, industries, projects, definitions and adjustments. */
export async function statisticsWorkbook(statistics: Statistics, locale: Locale): Promise<Uint8Array> {
  const words = wordsOf(locale);
  const workbook = new ExcelJS.Workbook();
  const { jurisdictions, industries, total, rows, adjustments } = statistics;
  const figures = FIGURES.map((figure) => words.t(`statistics.figure.${figure}.name`));
  const rates = ['done', 'first', 'days'].map((rate) => words.t(`statistics.${rate}`));

  const table = (name: string, head: string, lines: readonly Line[]) =>
    fill(workbook, name, [
      [head, ...figures, ...rates],
      ...[...lines, { ...total, name: words.t('statistics.total') }].map((line) => cellsOf(line)),
    ]);
  table(words.t('statistics.by-jurisdiction'), words.t('board.jurisdiction'), jurisdictions);
  table(words.t('statistics.by-industry'), words.t('board.industry'), industries);
  fill(workbook, words.t('statistics.projects'), [
    [
      words.t('statistics.code'),
      words.t('home.project'),
      words.t('board.jurisdiction'),
      words.t('board.industry'),
      words.t('board.stage'),
      ...figures,
    ],
    ...rows.map(({ code, name, jurisdiction, industry, stage, figures }) => [
      ...[code, name, jurisdiction.name, industry, words.value('stage', stage)],
      ...FIGURES.map((figure) =>
        Object.hasOwn(figures, figure) ? (figures[figure] ?? words.t('statistics.yes')) : null,
      ),
    ]),
  ]);
  fill(workbook, words.t('statistics.definitions'), [
    [words.t('statistics.until', { date: statistics.until }), null],
    ...FIGURES.map((figure) => [
      words.t(`statistics.figure.${figure}.name`),
      words.t(`statistics.figure.${figure}.what`),
    ]),
    ...['done', 'first', 'days'].map((rate) => [words.t(`statistics.${rate}`), words.t(`statistics.${rate}-what`)]),
  ]);
  fill(workbook, words.t('statistics.adjustments'), [
    [
      words.t('statistics.code'),
      words.t('home.project'),
      ...['figure-name', 'was', 'now'].map((each) => words.t(`statistics.${each}`)),
    ],
    ...adjustments.map(({ code, name, figure, was, now }) => [
      ...[code, name, words.t(`statistics.figure.${figure}.name`)],
      ...[was, now].map((state) => stateInWords(state, words)),
    ]),
  ]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** How a project counted in a figure: not, since an unknown day, or since a day. */
export const stateInWords = (state: string | null, words: Words): string =>
  state === 'absent' ? words.t('statistics.absent') : (state ?? words.t('statistics.yes'));

function cellsOf({ name, counts, done, passedFirst, days }: Line): Cell[] {
  const first = passedFirst.of > 0 ? passedFirst.passed / passedFirst.of : null;
  return [name, ...FIGURES.map((figure) => counts[figure]), done, first, days];
}

function fill(workbook: ExcelJS.Workbook, name: string, rows: readonly (readonly Cell[])[]): void {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRows(rows.map((row) => [...row]));
  sheet.getRow(1).font = { bold: true };
  for (const column of sheet.columns) column.width = 16;
}
