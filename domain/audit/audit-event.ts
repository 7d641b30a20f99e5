import type { ActKind } from '../lifecycle/act-table';
import type { Stage } from '../lifecycle/stage';

/** Of a seat and not of a person; who it was is in `actorId`. */
interface SealedValue {
  roundId: string;
  seatId: string;
  /** SHA-256(32 random bytes ‖ value); both are published by the opening. */
  sealHash: string;
}

/**
 * What the record holds of each type of event: ids, hashes and counts, never a sealed value and no personal data, because
 * nothing can be taken out of the record again. A closed list; chains are named by `projectChain` and its neighbours.
 */
export interface AuditPayloads {
  // A project's chain
  'act.performed': { factId: string; kind: ActKind; from: Stage; to: Stage };
  'clock.rang': { factId: string; clocks: string[]; from: Stage; to: Stage };
  'project.created': { projectId: string; source: 'listing' | 'officer' | 'take_over' | 'import' };
  'sheet.sealed': SealedValue;
  'sheets.opened': { roundId: string; sheets: number };
  'ballot.sealed': SealedValue;
  'ballots.opened': { roundId: string; pass: number; fail: number; abstain: number; absent: number };
  'draw.committed': { drawId: string; number: number; root: string; secretHash: string };
  'draw.revealed': { drawId: string; number: number; digits: string; bundleSha256: string };
  'draw.abandoned': { drawId: string; number: number };
  'draw.voided': { drawId: string; number: number };
  'drawn_names.viewed': { roundId: string };
  'paper.issued': { paperId: string; kind: string; reference: string | null; fileSha256: string | null };
  'paper.voided': { paperId: string; replacedById: string | null };
  'catalogue.uploaded': { catalogueId: string; version: number; sha256: string };
  'mail.resent': { mailId: string };
  'case.reassigned': { fromId: string | null; toId: string | null };
  'case.exported': { fileSha256: string };
  // A jurisdiction's chain
  'grant.proposed': { grantId: string; role: string };
  'grant.confirmed': { grantId: string; role: string };
  'grant.ended': { grantId: string; role: string };
  'pool.joined': { poolMembershipId: string };
  'pool.changed': { poolMembershipId: string; status: string };
  'person.details_erased': { personId: string };
  'person.exported': { personId: string; fileSha256: string };
  'import.applied': { fileSha256: string; created: number; linked: number; changed: number; skipped: number };
  'import.undone': { fileSha256: string };
  'plan.proposed': { planId: string; year: number; count: number };
  'plan.fixed': { planId: string; year: number; count: number };
  'statistics.frozen': { year: number; projects: number; sha256: string };
  /** `correction` counts from 0; digits that nobody has revealed yet are told by their SHA-256. */
  'ceremony.digits_entered': { ceremonyId: string; correction: number; digitsSha256: string };
  'ceremony.correction_confirmed': { ceremonyId: string; correction: number };
  'ceremony.revealed': { ceremonyId: string; draws: number };
  // The installation's chain
  'account.created': { accountId: string };
  'account.locked': { accountId: string };
  'account.changed': { accountId: string; what: 'login' | 'password' | 'totp' | 'disabled' | 'enabled' | 'unlocked' };
  'link.sent': { linkId: string; accountId: string; purpose: string };
  'link.used': { linkId: string; accountId: string; purpose: string };
  'session.opened': { accountId: string; factors: 1 | 2 };
  'session.refused': { accountId: string; factor: 'password' | 'code' };
  'token.issued': { tokenId: string };
  'token.revoked': { tokenId: string };
  'jurisdiction.changed': { jurisdictionId: string };
  'rule_set.proposed': { ruleSetId: string; code: string; version: number; sha256: string };
  'rule_set.approved': { ruleSetId: string; code: string; version: number; sha256: string };
  'wording.proposed': { wordingId: string; subject: string; code: string; version: number };
  'wording.approved': { wordingId: string; subject: string; code: string; version: number };
  'wording.sent_back': { wordingId: string; subject: string; code: string; version: number };
  'calendar.loaded': { noticeId: string; year: number; version: number };
  'practice.time_moved': { to: string };
  'workflows.rebuilt': { generation: number; projects: number };
  'mail.released': { projectId: string };
}

export type AuditType = keyof AuditPayloads;

/** An event to be recorded. `actorId` null: a clock or the system did it. */
export type AuditEntry<At> = {
  [T in AuditType]: { type: T; payload: AuditPayloads[T]; actorId: string | null; at: At };
}[AuditType];

/** Chain of one project, by its code. */
export const projectChain = (code: string): string => `project/${code}`;

/** Chain of what belongs to a bureau and to no project, by the jurisdiction's code. */
export const jurisdictionChain = (code: string): string => `jurisdiction/${code}`;

/** Chain of what belongs to the whole installation. */
export const INSTALLATION_CHAIN = 'installation';
