import { Refusal } from '../errors';
import { type Hundredths, hundredths } from './points';
import type { Rubric, RubricItem } from './rubric';
import type { ScoringRule } from './scoring-rule';

/** One member's score of one item. `reason` is required whenever points are deducted. */
export interface ItemScore {
  item: string;
  score: Hundredths;
  reason: string | null;
}

/** What a member changed during deliberation; the first scores stay beside it. */
export interface SheetRevision {
  scores: readonly ItemScore[];
  reason: string;
}

/** A submitted sheet over the given sections of the rubric. */
export interface Sheet {
  seatId: string;
  sections: readonly string[];
  scores: readonly ItemScore[];
  revision: SheetRevision | null;
}

export type SheetProblemCode =
  | 'MISSING'
  | 'NOT_A_STEP'
  | 'OUT_OF_RANGE'
  | 'REASON_REQUIRED'
  | 'SCORED_TWICE'
  | 'UNKNOWN_ITEM';

/** What is wrong with one item of a sheet. Carries no score: a sheet is sealed. */
export interface SheetProblem {
  item: string;
  code: SheetProblemCode;
}

/** Every problem of a sheet over `sections`, in the rubric's order; empty when it may be submitted. */
export function sheetProblems(
  rubric: Rubric,
  rule: ScoringRule,
  sections: readonly string[],
  scores: readonly ItemScore[],
): SheetProblem[] {
  const items = rubric.sections.filter((section) => sections.includes(section.code)).flatMap(({ items }) => items);
  const asked = new Set(items.map((item) => item.code));
  return [
    ...items.flatMap((item) =>
      itemProblems(
        item,
        scores.filter((score) => score.item === item.code),
        rule,
      ),
    ),
    ...scores.filter(({ item }) => !asked.has(item)).map(({ item }) => ({ item, code: 'UNKNOWN_ITEM' as const })),
  ];
}

/** Submits a sheet, or refuses `SHEET_INVALID` with all `problems`. */
export function submitSheet(rubric: Rubric, rule: ScoringRule, sheet: Omit<Sheet, 'revision'>): Sheet {
  assertValid(rubric, rule, sheet.sections, sheet.scores);
  return { ...sheet, revision: null };
}

/** Revises a sheet during deliberation: once, with a reason; both versions are kept. */
export function reviseSheet(
  rubric: Rubric,
  rule: ScoringRule,
  sheet: Sheet,
  scores: readonly ItemScore[],
  reason: string,
): Sheet {
  if (sheet.revision) throw new Refusal('SHEET_ALREADY_REVISED', { field: 'seatId', value: sheet.seatId });
  if (reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  assertValid(rubric, rule, sheet.sections, scores);
  return { ...sheet, revision: { scores, reason } };
}

/** The scores that count: the revised ones when there are any. */
export function scoresInForce(sheet: Sheet): readonly ItemScore[] {
  return sheet.revision?.scores ?? sheet.scores;
}

function itemProblems(item: RubricItem, given: readonly ItemScore[], rule: ScoringRule): SheetProblem[] {
  const problem = (code: SheetProblemCode): SheetProblem[] => [{ item: item.code, code }];
  const [score, second] = given;
  if (!score) return problem('MISSING');
  if (second) return problem('SCORED_TWICE');
  const maximum = hundredths(item.maximum);
  if (!Number.isSafeInteger(score.score) || score.score < 0 || score.score > maximum) return problem('OUT_OF_RANGE');
  if (score.score % hundredths(rule.step) !== 0) return problem('NOT_A_STEP');
  if (score.score < maximum && !score.reason?.trim()) return problem('REASON_REQUIRED');
  return [];
}

function assertValid(
  rubric: Rubric,
  rule: ScoringRule,
  sections: readonly string[],
  scores: readonly ItemScore[],
): void {
  const problems = sheetProblems(rubric, rule, sections, scores);
  if (problems.length > 0) throw new Refusal('SHEET_INVALID', { field: 'scores', problems });
}
