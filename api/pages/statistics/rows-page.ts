import { z } from 'zod';
import { FIGURES } from '../../../domain/statistics/figure';
import { readStatistics } from '../../routes/statistics';
import { page } from '../page';

/** The projects that a figure of the yearly table counts. */
export const statisticsRowsPage = page({
  path: '/statistics/projects',
  query: z.object({
    year: z.string().regex(/^\d{4}$/),
    jurisdictionId: z.uuid(),
    figure: z.enum(FIGURES),
    jurisdiction: z.string().max(20).optional(),
    industry: z.string().max(40).optional(),
  }),
  async show(context) {
    const { words, query } = context;
    const { year, jurisdictionId, figure, jurisdiction, industry } = query;
    const { rows, until, jurisdictions, frozen } = await readStatistics.read(context, {
      params: { jurisdictionId, year },
    });
    const counted = rows.filter(
      (row) =>
        Object.hasOwn(row.figures, figure) &&
        (jurisdiction === undefined || row.jurisdiction.code === jurisdiction) &&
        (industry === undefined || row.industry === industry),
    );
    return {
      template: 'statistics/rows',
      title: words.t(`statistics.figure.${figure}.name`),
      width: 'mid',
      data: {
        ...{ year, until, figure, frozen },
        back: `/statistics?${new URLSearchParams({ year, jurisdictionId })}`,
        what: words.t(`statistics.figure.${figure}.what`),
        of: jurisdictions.find(({ key }) => key === jurisdiction)?.name ?? industry ?? '',
        rows: counted.map((row) => ({ ...row, since: row.figures[figure] })),
      },
    };
  },
});
