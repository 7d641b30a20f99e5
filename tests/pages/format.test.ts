import { Format } from '../../api/pages/format';
import { stageBar } from '../../api/pages/project/stage-bar';
import { Words, wordsOf } from '../../api/pages/words';

const zh = new Format(wordsOf('zh-CN'));
const en = new Format(wordsOf('en'));

test('dates', () => {
  expect([zh.date('2026-11-23'), en.date('2026-11-23')]).toEqual(['2026年11月23日', '23 November 2026']);
  // Shanghai is a day ahead of Greenwich in the evening.
  expect(zh.date('2026-11-22T16:30:00.000Z')).toBe('2026年11月23日');
  expect(zh.moment('2026-11-20T03:26:00.000Z', '2026-11-23')).toBe('11月20日 11:26');
  expect(zh.moment('2025-11-20T01:26:00.000Z', '2026-11-23')).toBe('2025年11月20日 9:26');
  expect(['day', 'month', 'half-year', 'year'].map((precision) => zh.partialDate('2026-07-31', precision))).toEqual([
    '2026年7月31日',
    '2026年7月',
    '2026年下半年',
    '2026年',
  ]);
});

test('money: 万元 below a hundred million, 亿元 from there on', () => {
  expect([zh.money(8_600), zh.money(9_999.5), zh.money(10_000), zh.money(530_000)]).toEqual([
    '8,600万元',
    '9,999.5万元',
    '1.00亿元',
    '53.00亿元',
  ]);
  expect(en.money(530_000)).toBe('CNY 5,300 million');
});

test('working days left', () => {
  const left = (tone: string, workingDaysLeft: number | null, more: object = {}) =>
    zh.deadline({ due: '2026-11-26', tone, workingDaysLeft, ...more });
  expect(left('normal', 19)).toMatchObject({ left: '剩19个工作日', look: 'plain' });
  expect(left('near', 3)).toMatchObject({ left: '剩3个工作日', look: 'soon' });
  expect(left('today', 0)).toMatchObject({ left: '今天到期', look: 'soon' });
  expect(left('overdue', -2)).toMatchObject({ left: '超期2个工作日', look: 'over' });
  expect(left('paused', 9)).toMatchObject({ left: '停表，余9个工作日', look: 'paused' });
  expect(left('normal', 91, { provisional: true })).toMatchObject({ left: '约剩91个工作日，暂定', look: 'prov' });
  expect(zh.deadline({ due: null, tone: 'unknown', workingDaysLeft: null })).toMatchObject({ date: '待定', left: '' });
  expect([1, 2].map((n) => en.deadline({ due: '2026-11-26', tone: 'normal', workingDaysLeft: n }).left)).toEqual([
    '1 working day left',
    '2 working days left',
  ]);
});

test('a key without words is an error, not a key on a page', () => {
  expect(() => new Words('en').t('home.no-such-thing')).toThrow('home.no-such-thing');
});

test('the bar shows a side stage only where the project is or was', () => {
  const names = (bar: ReturnType<typeof stageBar>) => bar.stages.filter(({ side }) => side).map(({ stage }) => stage);
  expect(names(stageBar('reviewing', ['planned', 'registering', 'tracking', 'reviewing']))).toEqual([]);
  const again = stageBar('reinspecting', ['concluding', 'rectifying', 'reinspecting']);
  expect(names(again)).toEqual(['rectifying', 'reinspecting']);
  expect(again.now).toMatchObject({ number: null, next: 'awaiting_completion' });
  expect(stageBar('closed', []).now).toMatchObject({ number: 11, of: 11, next: null });
});
