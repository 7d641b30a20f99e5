import type { Round } from './room';

/** What the leader writes, in the order of the paper. */
export const OPINION_PARTS = ['overview', 'management', 'problems', 'advice', 'againstScoreReason'] as const;

/** An opinion's words; a part that was left out is empty. */
export type OpinionText = Record<(typeof OPINION_PARTS)[number], string>;

type Written = Pick<Round['formerOpinions'][number], 'text' | 'againstScoreReason'>;

export function textOf({ text, againstScoreReason }: Written): OpinionText {
  return { ...(text as Omit<OpinionText, 'againstScoreReason'>), againstScoreReason: againstScoreReason ?? '' };
}

/** What `line` writes of a finding: its place, its kind, where it and those merged into it are to be seen. */
export interface FindingLine {
  volume: string | null;
  title: string;
  evidence: string[];
}

/**
 * The opinion as its leader begins with it: the version before, else what the panel made of the findings, numbered.
 */
export function opinionToBegin(
  { opinion, findings, samples }: Round,
  kinds: readonly { code: string; title: string }[],
  line: (finding: FindingLine) => string,
): Partial<OpinionText> {
  if (opinion) return textOf(opinion);
  const evidenceOf = (id: string): string[] =>
    findings
      .filter((each) => each.id === id || each.mergedIntoId === id)
      .flatMap((each) => (each.id === id ? [each.evidence] : evidenceOf(each.id)));
  const listed = (...marks: string[]) =>
    findings
      .filter(({ mark }) => mark !== null && marks.includes(mark))
      .map(({ id, code, sampleItemId }, at) => {
        const volume = samples.find((each) => each.id === sampleItemId)?.volumeCode ?? null;
        const title = kinds.find((each) => each.code === code)?.title ?? code;
        return `${at + 1}. ${line({ volume, title, evidence: evidenceOf(id) })}`;
      })
      .join('\n');
  return { problems: listed('must_fix', 'fix'), advice: listed('advice') };
}
