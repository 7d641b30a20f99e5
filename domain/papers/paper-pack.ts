import type { PaperKind } from './paper-kind';

/** What is downloaded as one: the papers of the meeting, or all of the case. */
export const PACKS = ['meeting', 'case'] as const;
export type PackKind = (typeof PACKS)[number];

/** What lies on the table of a meeting, in that order. */
const ON_THE_TABLE: readonly PaperKind[] = [
  'meeting_notice',
  'sign_in_sheet',
  'draw_record',
  'fetch_list',
  'score_sheet',
  'ballot',
];

/** Those printed for a meeting at once. */
export const MEETING_KINDS = ['sign_in_sheet', 'draw_record', 'fetch_list', 'score_sheet', 'ballot'] as const;

/**
 * The papers of a pack: of the meeting the newest of each kind in the order of the table, of a case all.
 *
 * @param papers the oldest first
 */
export function papersOfPack<P extends { kind: string; voidedAt: Date | null }>(
  pack: PackKind,
  papers: readonly P[],
): P[] {
  if (pack === 'case') return [...papers];
  return ON_THE_TABLE.flatMap((kind) => papers.findLast((paper) => paper.kind === kind && !paper.voidedAt) ?? []);
}
