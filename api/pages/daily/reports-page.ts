import { z } from 'zod';
import { actRoute } from '../../routes/acts';
import { listReports } from '../../routes/reports';
import { all } from '../acts/contents';
import { periodOf } from '../acts/picks';
import { newFormKey, page, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import { eachResult } from './each-result';

/** Reports that nobody has read, as what differs in them; those without a change are read at once. */
export const reportsPage = page({
  path: '/reports',
  query: z.object({ noChange: z.enum(['true', 'false']).optional(), cursor: z.string().max(500).optional() }),
  async show(context) {
    const { words, query } = context;
    const { items, nextCursor } = await listReports.read(context, { query: { ...query, read: 'false' } });
    const filters = [undefined, 'true', 'false'].map((noChange) => ({
      path: noChange ? `/reports?noChange=${noChange}` : '/reports',
      words: words.t(`daily.reports.${noChange ?? 'all'}`),
      current: query.noChange === noChange,
    }));
    return {
      template: 'daily/reports',
      title: words.t('daily.reports.title'),
      data: {
        filters,
        reports: items.map((each) => ({
          ...each,
          period: periodOf(words, each.period),
          since: each.since && periodOf(words, each.since),
        })),
        key: newFormKey(),
        next: nextCursor && `/reports?${new URLSearchParams({ ...query, cursor: nextCursor })}`,
      },
    };
  },
  async submit(context) {
    const { sent, words } = context;
    const chosen = all(sent, 'report').flatMap((each) => {
      const [, code, reportId, label] = /^([\w-]+)\/([0-9a-f-]{36})\/(.*)$/s.exec(each) ?? [];
      return code && reportId ? [{ code, reportId, label: label ?? code, path: `/projects/${code}` }] : [];
    });
    if (chosen.length === 0) throw new Unfit([{ field: 'report', text: words.t('daily.choose-rows') }]);
    const key = text(sent, '_key');
    const results = await eachResult(context, chosen, async ({ code, reportId }) => {
      await ask(context, actRoute('report.read'), {
        params: { code },
        body: { content: { reportId } },
        key: `${key}.${reportId}`,
      });
      return words.t('daily.reports.read');
    });
    return {
      template: 'daily/results',
      title: words.t('daily.results'),
      width: 'mid',
      data: { results, back: '/reports', failed: results.filter(({ ok }) => !ok).length },
    };
  },
});
