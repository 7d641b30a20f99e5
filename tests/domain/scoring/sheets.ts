import fc from 'fast-check';
import { hundredths } from '../../../domain/scoring/points';
import { type Rubric, rubricItems } from '../../../domain/scoring/rubric';
import type { ScoringRule } from '../../../domain/scoring/scoring-rule';
import type { ItemScore, Sheet } from '../../../domain/scoring/sheet';

/** Scores of every item of the sections, full points but for those given in points by item code. */
export function scoresOf(
  rubric: Rubric,
  points: Record<string, number> = {},
  sections = rubric.sections.map(({ code }) => code),
): ItemScore[] {
  return rubric.sections
    .filter(({ code }) => sections.includes(code))
    .flatMap(({ items }) => items)
    .map(({ code, maximum }) => ({
      item: code,
      score: hundredths(points[code] ?? maximum),
      reason: points[code] === undefined ? null : '见抽查记录',
    }));
}

export function sheetOf(
  rubric: Rubric,
  seatId: string,
  points: Record<string, number> = {},
  sections?: string[],
): Sheet {
  const covered = sections ?? rubric.sections.map(({ code }) => code);
  return { seatId, sections: covered, scores: scoresOf(rubric, points, covered), revision: null };
}

/** Any valid whole sheet. */
export function anySheet(rubric: Rubric, rule: ScoringRule): fc.Arbitrary<Sheet> {
  const items = rubricItems(rubric);
  const step = hundredths(rule.step);
  return fc
    .tuple(fc.uuid(), ...items.map(({ maximum }) => fc.integer({ min: 0, max: hundredths(maximum) / step })))
    .map(([seatId, ...steps]) => ({
      seatId,
      sections: rubric.sections.map(({ code }) => code),
      scores: items.map(({ code }, index) => ({ item: code, score: (steps[index] as number) * step, reason: '扣分' })),
      revision: null,
    }));
}
