import { Refusal } from '../errors';
import { type Fraction, type Hundredths, hundredths, rounded, sumOf } from './points';
import { type Rubric, type RubricSection, rubricItems } from './rubric';
import type { GradeCode, ScoringRule } from './scoring-rule';
import { type Sheet, scoresInForce } from './sheet';

export interface ItemMean {
  item: string;
  mean: Hundredths;
}

export interface SectionScore {
  section: string;
  maximum: Hundredths;
  mean: Hundredths;
  /** Lowest allowed mean, or null where the rule sets no floor. */
  floor: Hundredths | null;
  floorMet: boolean;
}

export interface PanelScore {
  /** How many sheets it was computed from. */
  sheets: number;
  total: Hundredths;
  grade: GradeCode;
  passLine: Hundredths;
  /** Total at or above the pass line and every section at or above its floor. */
  passed: boolean;
  sections: SectionScore[];
  items: ItemMean[];
}

/**
 * The panel's score: per section the mean of the sheets that cover it, and their sum. Each printed figure is rounded
 * once, half up, from the exact fraction, so the total may differ by a hundredth from the sum of the printed section
 * means. The printed figure is the one compared with the pass line and the floors, so a paper never contradicts itself.
 * A section below its floor makes the grade `unqualified` (sector rule for water works, 水办〔2008〕366号, article 3).
 * Refuses `SHEETS_OUTSTANDING` when a section has no sheet.
 */
export function panelScore(rubric: Rubric, rule: ScoringRule, sheets: readonly Sheet[]): PanelScore {
  const sections = rubric.sections.map((section) => ({ section, exact: exactMean(section, sheets) }));
  const total = rounded(sumOf(sections.map(({ exact }) => exact)));
  const sectionScores = sections.map(({ section, exact }) => sectionScore(section, rounded(exact), rule));
  const passLine = hundredths(rule.passLine);
  const passed = total >= passLine && sectionScores.every((score) => score.floorMet);
  return {
    sheets: sheets.length,
    total,
    grade: !passed ? 'unqualified' : total >= hundredths(rule.excellentFrom) ? 'excellent' : 'qualified',
    passLine,
    passed,
    sections: sectionScores,
    items: rubricItems(rubric).map((item) => ({ item: item.code, mean: rounded(meanOfItems([item.code], sheets)) })),
  };
}

function exactMean(section: RubricSection, sheets: readonly Sheet[]): Fraction {
  const covering = sheets.filter((sheet) => sheet.sections.includes(section.code));
  if (covering.length === 0) throw new Refusal('SHEETS_OUTSTANDING', { field: 'sections', value: section.code });
  return meanOfItems(
    section.items.map((item) => item.code),
    covering,
  );
}

function meanOfItems(items: readonly string[], sheets: readonly Sheet[]): Fraction {
  const covering = sheets
    .map((sheet) => scoresInForce(sheet).filter((score) => items.includes(score.item)))
    .filter((scores) => scores.length > 0);
  return {
    numerator: covering.flat().reduce((sum, { score }) => sum + score, 0),
    denominator: covering.length,
  };
}

function sectionScore(section: RubricSection, mean: Hundredths, rule: ScoringRule): SectionScore {
  const maximum = hundredths(section.maximum);
  const percent = rule.sectionFloors.find((candidate) => candidate.section === section.code)?.percent;
  const floor = percent === undefined ? null : Math.ceil((maximum * percent) / 100);
  return { section: section.code, maximum, mean, floor, floorMet: floor === null || mean >= floor };
}
