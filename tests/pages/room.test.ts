import { opinionToBegin } from '../../api/pages/room/opinion-text';
import { revisionsOf } from '../../api/pages/room/revisions';
import type { Room, Round } from '../../api/pages/room/room';
import { sheetOf } from '../../api/pages/room/sheet-of';
import type { ScoringMode } from '../../domain/scoring/scoring-rule';

const SEATS = ['leader', 'deputy', 'expert'];

/** Who of the panel has a sheet, and where it is. */
function sheets(
  mode: ScoringMode,
  { sheetsIn = [] as string[], presiding = 'leader', sectionShares = null as unknown },
) {
  const room = { rules: { scoring: { mode } }, round: { sheetsIn, sectionShares }, attendance: { presiding } };
  return SEATS.map((seatId) => sheetOf(room as unknown as Room, seatId));
}

test('a sheet is offered to whoever has one to write', () => {
  expect(sheets('each', { sheetsIn: ['deputy'] })).toEqual(['out', 'in', 'out']);
  expect(sheets('joint', {})).toEqual(['out', 'none', 'none']);
  expect(sheets('joint', { presiding: 'deputy' })).toEqual(['none', 'out', 'none']);
  expect(sheets('joint', { sheetsIn: ['leader'] })).toEqual(['in', 'in', 'in']);
  const sectionShares = [{ seatId: 'expert', sections: ['1'] }];
  expect(sheets('sections', { sectionShares })).toEqual(['none', 'none', 'out']);
});

test('a revision says what it changes, in points, and nothing else', () => {
  const rubric = { sections: [{ items: ['1.1', '1.2', '1.3'].map((code) => ({ code, title: code })) }] };
  const score = (item: string, points: number, reason: string | null = null) => ({ item, score: points, reason });
  const revised = {
    ...{ seatId: 'expert', name: '专家', revisionReason: '听取意见' },
    former: [score('1.1', 400), score('1.2', 350, '缺一项'), score('1.3', 500)],
    scores: [score('1.1', 350, '缺一项'), score('1.2', 350, '缺两项'), score('1.3', 500)],
  };
  expect(revisionsOf(rubric as unknown as Parameters<typeof revisionsOf>[0], [revised])).toEqual([
    {
      ...{ name: '专家', reason: '听取意见' },
      changes: [
        { code: '1.1', title: '1.1', before: '4', after: '3.5', reason: '缺一项' },
        { code: '1.2', title: '1.2', before: '3.5', after: '3.5', reason: '缺两项' },
      ],
    },
  ]);
});

test('an opinion begins with the findings by their marks, those merged with what they were merged into', () => {
  const finding = (id: string, mark: string, more: object = {}) => ({
    ...{ id, mark, code: 'Q-03', evidence: `见${id}`, sampleItemId: null, mergedIntoId: null, ...more },
  });
  const round = {
    opinion: null,
    samples: [{ id: 'v', volumeCode: 'SK-0001' }],
    findings: [
      finding('a', 'must_fix', { sampleItemId: 'v' }),
      finding('b', 'merged', { mergedIntoId: 'a' }),
      finding('c', 'merged', { mergedIntoId: 'b' }),
      finding('d', 'dropped'),
      finding('e', 'fix', { code: 'X' }),
      finding('f', 'advice'),
    ],
  } as unknown as Round;
  const begun = opinionToBegin(round, [{ code: 'Q-03', title: '缺章' }], ({ volume, title, evidence }) =>
    [volume, title, ...evidence].filter(Boolean).join(' '),
  );
  expect(begun).toEqual({ problems: '1. SK-0001 缺章 见a 见b 见c\n2. X 见e', advice: '1. 缺章 见f' });
});

test('another version begins with the one before', () => {
  const opinion = { text: { overview: '概况', management: '', problems: '', advice: '' }, againstScoreReason: null };
  const round = { opinion, samples: [], findings: [] } as unknown as Round;
  expect(opinionToBegin(round, [], () => '')).toEqual({ ...opinion.text, againstScoreReason: '' });
});
