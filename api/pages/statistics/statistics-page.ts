import { z } from 'zod';
import { FIGURES, type Figure } from '../../../domain/statistics/figure';
import { PHASES } from '../../../domain/statistics/phase';
import { freezeStatistics, readStatistics, type Statistics } from '../../routes/statistics';
import { stateInWords } from '../../statistics-workbook';
import { officeAndYear } from '../office-and-year';
import { newFormKey, page, text } from '../page';
import { ask } from '../visit';
import type { Words } from '../words';
import { findingBars, firstBars, industryBars, monthsChart, stageBars } from './charts';

const query = z.object({
  year: z.string().max(4).optional(),
  jurisdictionId: z.string().max(40).optional(),
});

/** A year's table, its charts, and the sentence for the report. */
export const statisticsPage = page({
  path: '/statistics',
  query,
  async show(context) {
    const { words, occasion, hat, query } = context;
    const { office, year, thisYear } = await officeAndYear(context, query);
    const params = { jurisdictionId: office.id, year: String(year) };
    const statistics = await readStatistics.read(context, { params });
    const { total } = statistics;
    return {
      template: 'statistics/statistics',
      title: words.t('statistics.title', { year: String(year) }),
      data: {
        ...{ statistics, year, yearText: String(year), office, total, phases: PHASES },
        years: [thisYear + 1, thisYear, thisYear - 1, thisYear - 2],
        figures: FIGURES,
        sentence: sentenceOf(statistics, words),
        tables: [
          tableOf('jurisdiction', statistics.jurisdictions, statistics, params),
          tableOf('industry', statistics.industries, statistics, params),
        ],
        charts: {
          months: monthsChart(statistics.months),
          industries: industryBars(statistics),
          first: firstBars(statistics),
          findings: findingBars(statistics),
          stages: stageBars(statistics),
        },
        adjustments: statistics.adjustments.map((each) => ({
          ...each,
          was: stateInWords(each.was, words),
          now: stateInWords(each.now, words),
        })),
        mayFreeze: hat?.role === 'director' && !statistics.frozen && occasion.today >= `${year}-12-31`,
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { sent, words, request } = context;
    const params = { jurisdictionId: text(sent, 'jurisdictionId'), year: text(sent, 'year') };
    await ask(context, freezeStatistics, { params, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t('statistics.was-frozen', { year: params.year }) };
    return { to: `/statistics?${new URLSearchParams(params)}` };
  },
});

/** A table whose counts lead to their rows. */
function tableOf(
  by: 'jurisdiction' | 'industry',
  lines: readonly Statistics['total'][],
  { total }: Statistics,
  params: { jurisdictionId: string; year: string },
) {
  const path = (figure: Figure, key: string) =>
    `/statistics/projects?${new URLSearchParams({ ...params, figure, ...(key ? { [by]: key } : {}) })}`;
  const shown = (line: Statistics['total']) => ({
    ...line,
    cells: FIGURES.map((figure) => ({ figure, n: line.counts[figure], path: path(figure, line.key) })),
  });
  return { by, lines: lines.map(shown), total: shown(total) };
}

/** How many are left, as a report says it. */
function sentenceOf({ year, until, total: { counts }, rows }: Statistics, words: Words): string {
  const left = rows.filter(({ figures }) => Object.hasOwn(figures, 'left'));
  const at = (figure: Figure, not?: Figure) =>
    left.filter(({ figures }) => Object.hasOwn(figures, figure) && !(not && Object.hasOwn(figures, not))).length;
  return words.t('statistics.sentence', {
    ...{
      year: String(year),
      date: words.t('statistics.day', { month: Number(until.slice(5, 7)), day: Number(until.slice(8)) }),
    },
    ...{ planned: counts.planned, passed: counts.passed, left: counts.left, ended: counts.ended },
    ...{ rectifying: at('rectifying'), applied: at('applied', 'rectifying'), waiting: left.length - at('applied') },
  });
}
