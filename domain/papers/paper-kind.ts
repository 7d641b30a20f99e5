/** Issued with a number, in the transaction of the fact that they record. */
const ISSUED_KINDS = [
  'opinion',
  'certificate',
  'rectification_notice',
  'criticism_request',
  'reply',
  'member_letter',
  'meeting_notice',
] as const;

/** Printed when somebody asks for them, from what is on record then. */
export const PRINTED_KINDS = [
  'opinion_copy',
  'sign_in_sheet',
  'fetch_list',
  'score_sheet',
  'ballot',
  'draw_record',
  'registration_form',
  'application_form',
  'hand_over_receipt',
] as const;

export const PAPER_KINDS = [...ISSUED_KINDS, ...PRINTED_KINDS] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Kinds that have a verification page. */
export const VERIFIED_KINDS: readonly PaperKind[] = ['opinion', 'certificate'];

/** A wording: mostly one a kind; a reply and a notice have two, and an opinion is signed as it is issued. */
export type PaperCode =
  | Exclude<PaperKind, 'reply' | 'opinion_copy'>
  | 'reply_accept'
  | 'reply_refuse'
  | 'finding_notice';

/** Papers about a bureau and no single project: tables of what is on record, set when somebody asks for them, without a number. */
export const OFFICE_PAPERS = ['pool_list', 'statistics_table'] as const;
export type OfficePaper = (typeof OFFICE_PAPERS)[number];

/** The wording of a paper by what it is about. */
export function paperCode(kind: PaperKind, content: Readonly<Record<string, unknown>>): PaperCode {
  if (kind === 'reply') return content.decision === 'accept' ? 'reply_accept' : 'reply_refuse';
  if (kind === 'opinion_copy') return 'opinion';
  if (kind === 'rectification_notice' && 'findingIds' in content) return 'finding_notice';
  return kind;
}
