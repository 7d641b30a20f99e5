import fc from 'fast-check';
import { reportDifferences } from '../../../domain/reports/report-differences';

const before = { progress: '主体完成', investmentDoneWan: 100, archives: '已归档30卷', volumesFiled: 30 };

test('what changed is told with both values, in the order of the form', () => {
  const now = { ...before, volumesFiled: 42, progress: '主体封顶', problems: '缺监理日志' };
  expect(reportDifferences(now, before)).toEqual([
    { field: 'progress', before: '主体完成', now: '主体封顶' },
    { field: 'volumesFiled', before: 30, now: 42 },
    { field: 'problems', before: null, now: '缺监理日志' },
  ]);
});

test('blanks, line breaks and attachments are no difference', () => {
  const now = { ...before, progress: ' 主体\n完成 ', attachments: ['a'] };
  expect(reportDifferences(now, before)).toEqual([]);
});

test('of a first report all it says is new', () => {
  expect(reportDifferences(before, null).map(({ field }) => field)).toEqual([
    ...['progress', 'investmentDoneWan', 'archives', 'volumesFiled'],
  ]);
});

test('a report never differs from itself', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => reportDifferences(any, any).length === 0));
});
