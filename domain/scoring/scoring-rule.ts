import { choice, integer, listOf, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';
import { readPoints } from './rubric';

/** Who fills which part of the sheet: every member all of it, sections shared out, or one sheet of the whole panel. */
export const SCORING_MODES = ['each', 'sections', 'joint'] as const;
export type ScoringMode = (typeof SCORING_MODES)[number];

/** What makes a project pass: the vote (national rule), the score, or both (sector rules). */
export const DECIDES = ['vote', 'score', 'vote_and_score'] as const;
export type Decides = (typeof DECIDES)[number];

export const GRADES = ['excellent', 'qualified', 'unqualified'] as const;
export type GradeCode = (typeof GRADES)[number];

/** A section whose score may not fall below `percent` of its maximum. */
export interface SectionFloor {
  section: string;
  percent: number;
}

export interface ScoringRule {
  mode: ScoringMode;
  decides: Decides;
  /** The smallest step of a score, in points. */
  step: number;
  /** Lowest total, in points, that is `qualified`. */
  passLine: number;
  /** Lowest total, in points, that is `excellent`. */
  excellentFrom: number;
  sectionFloors: SectionFloor[];
  gradeNames: Record<GradeCode, string>;
  sources: RuleSources;
}

export const readScoringRule: Reader<ScoringRule> = shape<ScoringRule>({
  mode: choice(SCORING_MODES),
  decides: choice(DECIDES),
  step: readPoints,
  passLine: readPoints,
  excellentFrom: readPoints,
  sectionFloors: listOf(
    shape<SectionFloor>({ section: text, percent: integer(1, 100) }),
    0,
    (sectionFloor) => sectionFloor.section,
  ),
  gradeNames: shape<Record<GradeCode, string>>({ excellent: text, qualified: text, unqualified: text }),
  sources: sourcesFor(['mode', 'decides', 'step', 'passLine', 'excellentFrom', 'sectionFloors', 'gradeNames']),
});
