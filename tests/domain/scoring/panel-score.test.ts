import fc from 'fast-check';
import { panelScore } from '../../../domain/scoring/panel-score';
import { hundredths } from '../../../domain/scoring/points';
import { rubricItems } from '../../../domain/scoring/rubric';
import { reviseSheet, type Sheet, scoresInForce } from '../../../domain/scoring/sheet';
import { refusalOf } from '../refusal-of';
import { defaultRules, waterRules } from '../rules/seed-rule-sets';
import { anySheet, scoresOf, sheetOf } from './sheets';

const { rubric, scoring } = defaultRules;
const sheets = fc.array(anySheet(rubric, scoring), { minLength: 1, maxLength: 11 });
const totalOf = (sheet: Sheet) => scoresInForce(sheet).reduce((sum, { score }) => sum + score, 0);
/** A sheet with this total in points, taken from the quality section first. */
const withTotal = (seatId: string, total: number) => {
  let left = 100 - total;
  const points: Record<string, number> = {};
  for (const { code, maximum } of [...rubricItems(rubric)].reverse()) {
    const off = Math.min(left, maximum);
    if (off > 0) points[code] = maximum - off;
    left -= off;
  }
  return sheetOf(rubric, seatId, points);
};

describe('the panel’s score', () => {
  it('is the mean of the sheets, rounded once to two decimals', () => {
    const totals = [91, 92.5, 95.5, 89, 86.5, 91.5, 83];
    const score = panelScore(
      rubric,
      scoring,
      totals.map((total, index) => withTotal(`s${index}`, total)),
    );
    expect(score).toMatchObject({ sheets: 7, total: 8986, grade: 'qualified', passed: true });
  });

  it.each([
    [90, 'excellent', true],
    [89.5, 'qualified', true],
    [70, 'qualified', true],
    [69.5, 'unqualified', false],
  ])('of %d is %s', (total, grade, passed) => {
    const lowSections = { '1.1': 0, '1.2': 0, '1.3': 0, '1.4': 0, '3.1': 0, '3.2': 0 };
    const sheet =
      total < 80 ? sheetOf(rubric, 'a', { ...lowSections, '2.4': 8 - (70 - total) }) : withTotal('a', total);
    expect(panelScore(rubric, scoring, [sheet])).toMatchObject({ total: total * 100, grade, passed });
  });

  it('fails below 60 % of the quality section whatever the total, and just passes at 42', () => {
    const at = (quality: number) => {
      const rest = quality - 12 - 8;
      return panelScore(rubric, scoring, [sheetOf(rubric, 'a', { '2.1': rest - 10, '2.2': 10 })]);
    };
    expect(at(42)).toMatchObject({ total: 7200, grade: 'qualified', passed: true });
    expect(at(41.5)).toMatchObject({ total: 7150, grade: 'unqualified', passed: false });
    expect(at(41.5).sections[1]).toEqual({ section: '2', maximum: 7000, mean: 4150, floor: 4200, floorMet: false });
    expect(at(41.5).sections[0]).toMatchObject({ floor: null, floorMet: true });
  });

  it('with shared sections adds up the mean of each section', () => {
    const shared = [
      sheetOf(rubric, 'a', { '1.1': 3 }, ['1', '3']),
      sheetOf(rubric, 'b', { '2.1': 20 }, ['2']),
      sheetOf(rubric, 'c', { '2.1': 20.5 }, ['2']),
      sheetOf(rubric, 'd', { '2.1': 20 }, ['2']),
    ];
    const score = panelScore(rubric, scoring, shared);
    // 19 + 10 + (65 + 65.5 + 65) / 3
    expect(score.total).toBe(9417);
    expect(score.sections.map(({ mean }) => mean)).toEqual([1900, 6517, 1000]);
    expect(score.items.find(({ item }) => item === '2.1')).toEqual({ item: '2.1', mean: 2017 });
  });

  it('counts a revised sheet as revised', () => {
    const revised = reviseSheet(rubric, scoring, sheetOf(rubric, 'a'), scoresOf(rubric, { '2.1': 15 }), '复核');
    expect(panelScore(rubric, scoring, [revised]).total).toBe(9000);
  });

  it('is refused while a section has no sheet', () => {
    const first = sheetOf(rubric, 'a', {}, ['1', '2']);
    expect(refusalOf(() => panelScore(rubric, scoring, [first]))).toMatchObject({
      code: 'SHEETS_OUTSTANDING',
      details: { value: '3' },
    });
    expect(refusalOf(() => panelScore(rubric, scoring, [])).code).toBe('SHEETS_OUTSTANDING');
  });

  it('lies between the lowest and the highest sheet', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const { total } = panelScore(rubric, scoring, given);
        expect(total).toBeGreaterThanOrEqual(Math.min(...given.map(totalOf)));
        expect(total).toBeLessThanOrEqual(Math.max(...given.map(totalOf)));
      }),
    );
  });

  it('does not depend on the order of the sheets or of the scores in them', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const reversed = given.toReversed().map((sheet) => ({ ...sheet, scores: sheet.scores.toReversed() }));
        expect(panelScore(rubric, scoring, reversed)).toEqual(panelScore(rubric, scoring, given));
      }),
    );
  });

  it('compares the rounded figure as the exact one would: rounding never makes a pass or a fail', () => {
    fc.assert(
      fc.property(sheets, (given) => {
        const score = panelScore(rubric, scoring, given);
        const sum = given.reduce((total, sheet) => total + totalOf(sheet), 0);
        const quality = given
          .flatMap(scoresInForce)
          .filter(({ item }) => item.startsWith('2.'))
          .reduce((total, item) => total + item.score, 0);
        const exact = sum >= 7000 * given.length && 100 * quality >= 60 * 7000 * given.length;
        expect(score.passed).toBe(exact);
      }),
    );
  });

  it('never falls when a score is raised', () => {
    fc.assert(
      fc.property(sheets, fc.nat(9), (given, at) => {
        const maximum = hundredths(rubricItems(rubric)[at]!.maximum);
        const raised = given.map((sheet, index) =>
          index > 0
            ? sheet
            : { ...sheet, scores: sheet.scores.map((score, i) => (i === at ? { ...score, score: maximum } : score)) },
        );
        const [before, after] = [given, raised].map((list) => panelScore(rubric, scoring, list));
        expect(after!.total).toBeGreaterThanOrEqual(before!.total);
        expect(Number(after!.passed)).toBeGreaterThanOrEqual(Number(before!.passed));
      }),
    );
  });

  it('keeps tenths exact for water works', () => {
    const three = [4.1, 4.2, 4.3].map((points, i) => sheetOf(waterRules.rubric, `s${i}`, { '1.2': points }));
    expect(panelScore(waterRules.rubric, waterRules.scoring, three).total).toBe(9920);
  });
});
