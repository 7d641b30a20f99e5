import fc from 'fast-check';
import { type ItemScore, reviseSheet, scoresInForce, sheetProblems, submitSheet } from '../../../domain/scoring/sheet';
import { refusalOf } from '../refusal-of';
import { defaultRules, waterRules } from '../rules/seed-rule-sets';
import { anySheet, scoresOf, sheetOf } from './sheets';

const { rubric, scoring } = defaultRules;
const all = ['1', '2', '3'];
const problemsOf = (change: (scores: ItemScore[]) => ItemScore[], sections = all) =>
  sheetProblems(rubric, scoring, sections, change(scoresOf(rubric, {}, sections)));
const replaced = (item: string, change: Partial<ItemScore>) => (scores: ItemScore[]) =>
  scores.map((score) => (score.item === item ? { ...score, ...change } : score));

describe('a score sheet', () => {
  it('is accepted whole, with a reason for each deduction', () => {
    const sheet = sheetOf(rubric, 'seat-1', { '1.1': 3.5, '2.2': 0 });
    expect(submitSheet(rubric, scoring, sheet)).toEqual(sheet);
  });

  it.each<[string, (scores: ItemScore[]) => ItemScore[], string]>([
    ['an item left out', (scores) => scores.filter(({ item }) => item !== '2.1'), 'MISSING'],
    ['an item scored twice', (scores) => [...scores, scores.find(({ item }) => item === '2.1')!], 'SCORED_TWICE'],
    ['more than the maximum', replaced('2.1', { score: 2550 }), 'OUT_OF_RANGE'],
    ['less than nothing', replaced('2.1', { score: -50 }), 'OUT_OF_RANGE'],
    ['a broken number', replaced('2.1', { score: Number.NaN }), 'OUT_OF_RANGE'],
    ['a quarter point', replaced('2.1', { score: 2425, reason: '缺件' }), 'NOT_A_STEP'],
    ['a deduction without a reason', replaced('2.1', { score: 2450 }), 'REASON_REQUIRED'],
    ['a deduction with a blank reason', replaced('2.1', { score: 2450, reason: '　' }), 'REASON_REQUIRED'],
  ])('is refused for %s', (_, change, code) => {
    expect(problemsOf(change)).toEqual([{ item: '2.1', code }]);
  });

  it('is refused for an item that is not on it', () => {
    const more: ItemScore = { item: '9.9', score: 0, reason: '无' };
    expect(problemsOf((scores) => [...scores, more])).toEqual([{ item: '9.9', code: 'UNKNOWN_ITEM' }]);
    expect(problemsOf((scores) => [...scores, { ...more, item: '2.1' }], ['1'])).toEqual([
      { item: '2.1', code: 'UNKNOWN_ITEM' },
    ]);
  });

  it('of some sections asks for these alone', () => {
    expect(problemsOf((scores) => scores, ['1', '3'])).toEqual([]);
  });

  it('lets water works deduct tenths, which the default refuses', () => {
    const scores = scoresOf(waterRules.rubric, { '1.2': 4.3 });
    expect(sheetProblems(waterRules.rubric, waterRules.scoring, all, scores)).toEqual([]);
    expect(sheetProblems(rubric, scoring, all, scores)).toEqual([{ item: '1.2', code: 'NOT_A_STEP' }]);
  });

  it('names every problem in one refusal and never a score', () => {
    const sheet = { ...sheetOf(rubric, 'seat-1'), scores: [{ item: '1.1', score: 317, reason: null }] };
    const { code, details } = refusalOf(() => submitSheet(rubric, scoring, sheet));
    expect(code).toBe('SHEET_INVALID');
    expect(details.problems).toHaveLength(10);
    expect(JSON.stringify(details)).not.toContain('317');
  });

  it('may be revised once, with a reason, and both versions stay', () => {
    const first = sheetOf(rubric, 'seat-1', { '2.1': 22 });
    const scores = scoresOf(rubric, { '2.1': 20.5 });
    expect(refusalOf(() => reviseSheet(rubric, scoring, first, scores, ' ')).code).toBe('REASON_REQUIRED');
    expect(refusalOf(() => reviseSheet(rubric, scoring, first, scores.slice(1), '补计')).code).toBe('SHEET_INVALID');
    const second = reviseSheet(rubric, scoring, first, scores, '2号桥缺成孔记录，原评分未计入');
    expect(second.scores).toEqual(first.scores);
    expect(scoresInForce(second)).toEqual(scores);
    expect(refusalOf(() => reviseSheet(rubric, scoring, second, scores, '再改')).code).toBe('SHEET_ALREADY_REVISED');
  });

  it('has no problem when built by the rules, one when any single score is spoilt', () => {
    fc.assert(
      fc.property(anySheet(rubric, scoring), fc.nat(9), ({ scores }, index) => {
        expect(sheetProblems(rubric, scoring, all, scores)).toEqual([]);
        const spoilt = scores.map((score, at) => (at === index ? { ...score, score: score.score + 1 } : score));
        expect(sheetProblems(rubric, scoring, all, spoilt)).toHaveLength(1);
      }),
    );
  });
});
