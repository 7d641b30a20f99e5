import type { PaperFacts } from '../../../domain/papers/fill-template';
import { FIGURES } from '../../../domain/statistics/figure';
import { type TableLine, yearTable } from '../../../domain/statistics/year-table';
import words from '../../../templates/locales/zh-CN/statistics.json';
import { chineseDate } from '../../mail/chinese-date';
import type { YearStatistics } from '../../statistics/year-statistics';

/** A year's table as paper says it: both tables, what was recorded after it was frozen, and what each figure means. */
export function statisticsFacts(year: number, { until, rows, frozen, adjustments }: YearStatistics): PaperFacts {
  const { jurisdictions, industries, total } = yearTable(rows);
  const meaning = (figure: string, what: string) => ({ figure, meaning: what });
  return {
    year: String(year),
    until: chineseDate(until),
    state: frozen ? words.frozen.replace('{date}', chineseDate(frozen.on)) : words['not-frozen'],
    seal: frozen?.sha256 ?? '',
    jurisdictions: jurisdictions.map(cells),
    industries: industries.map(cells),
    ...cells(total),
    adjustments: adjustments.map(({ code, name, figure, was, now }) => ({
      ...{ code, project: name, figure: words.figure[figure].name, was: state(was), now: state(now) },
    })),
    definitions: [
      ...FIGURES.map((figure) => meaning(words.figure[figure].name, words.figure[figure].what)),
      meaning(words.done, words['done-what']),
      meaning(words.first, words['first-what']),
      meaning(words.days, words['days-what']),
    ],
  };
}

function cells({ name, counts, done, passedFirst, days }: TableLine): Record<string, string> {
  const { handed_over: handedOver, ...others } = counts;
  return {
    ...Object.fromEntries(Object.entries({ ...others, handedOver }).map(([figure, count]) => [figure, String(count)])),
    name,
    done: percent(done),
    first: percent(passedFirst.of > 0 ? passedFirst.passed / passedFirst.of : null),
    days: days === null ? '—' : String(days),
  };
}

const percent = (share: number | null): string => (share === null ? '—' : `${Math.round(share * 1_000) / 10}%`);

/** How a project counted in a figure. */
const state = (since: string | null): string =>
  since === 'absent' ? words.absent : since === null ? words.yes : chineseDate(since);
