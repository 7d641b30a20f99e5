import { choice, integer, listOf, nullable, type Reader, shape, text } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** How grave the inspector holds a defect to be; what follows from it is the panel's mark. */
export const SEVERITIES = ['serious', 'ordinary', 'slight'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What the panel makes of a finding: 必改 must be fixed, 应改 is to be fixed, 建议 is advice. */
export const MARKS = ['must_fix', 'fix', 'advice'] as const;
export type Mark = (typeof MARKS)[number];

/** One entry of the list that findings are chosen from. */
export interface FindingKind {
  code: string;
  title: string;
  /** Basis as printed in the notice. */
  article: string;
  severity: Severity;
  /** Item of the rubric it bears on, or null. */
  item: string | null;
}

export interface FindingsRule {
  /** Minutes within which a volume asked for must be on the table. */
  fetchMinutes: number;
  /** Code of the finding for a volume that was not. */
  notProduced: string;
  /** Marks that make a finding an item to rectify. */
  rectified: Mark[];
  kinds: FindingKind[];
  sources: RuleSources;
}

export const readFindingsRule: Reader<FindingsRule> = shape<FindingsRule>({
  fetchMinutes: integer(1, 480),
  notProduced: text,
  rectified: listOf(choice(MARKS), 1, (mark) => mark),
  kinds: listOf(
    shape<FindingKind>({
      code: text,
      title: text,
      article: text,
      severity: choice(SEVERITIES),
      item: nullable(text),
    }),
    1,
    (kind) => kind.code,
  ),
  sources: sourcesFor(['fetchMinutes', 'notProduced', 'rectified', 'kinds']),
});
