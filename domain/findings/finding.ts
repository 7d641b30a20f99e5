import { Refusal } from '../errors';
import type { Mark, Severity } from './findings-rule';

/** What deliberation made of a finding. */
export type Disposition =
  | { kind: 'open' }
  | { kind: 'merged'; into: string }
  | { kind: 'dropped'; reason: string }
  | { kind: 'marked'; mark: Mark };

export interface Finding {
  id: string;
  /** Seat that found it, or null when the recorder did. */
  seatId: string | null;
  /** 档号 of the volume, or null when it is about none. */
  volume: string | null;
  code: string;
  article: string;
  evidence: string;
  severity: Severity;
  disposition: Disposition;
}

export type Findings = readonly Finding[];

/**
 * Merges a finding into another that still stands. Both keep their evidence; those merged into it before come along,
 * since they are found through it. Refuses `FINDING_SETTLED` for one already merged or dropped.
 */
export function mergeFinding(findings: Findings, id: string, into: string): Finding[] {
  const target = standing(findings, into, 'into');
  if (target.id === id) throw new Refusal('BAD_INPUT', { field: 'into', value: into, allowed: 'another finding' });
  return settle(findings, id, { kind: 'merged', into });
}

/** Drops a finding, and with it those merged into it, for a reason that stays on record. */
export function dropFinding(findings: Findings, id: string, reason: string): Finding[] {
  if (reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  return settle(findings, id, { kind: 'dropped', reason });
}

/** Marks a finding; until the ballot a mark may be changed, and a marked finding merged or dropped. */
export function markFinding(findings: Findings, id: string, mark: Mark): Finding[] {
  return settle(findings, id, { kind: 'marked', mark });
}

/** Findings that keep the ballot closed. */
export function undecidedFindings(findings: Findings): Finding[] {
  return findings.filter(({ disposition }) => disposition.kind === 'open');
}

/** Refuses `FINDINGS_UNDECIDED` while a finding is open. */
export function assertFindingsDecided(findings: Findings): void {
  const open = undecidedFindings(findings);
  if (open.length > 0) throw new Refusal('FINDINGS_UNDECIDED', { field: 'findings', value: open.map(({ id }) => id) });
}

/** A standing finding with everything merged into it, directly or through others; itself first. */
export function mergedInto(findings: Findings, id: string): Finding[] {
  const root = findings.filter((finding) => finding.id === id);
  const merged = findings.filter(({ disposition }) => disposition.kind === 'merged' && disposition.into === id);
  return [...root, ...merged.flatMap((finding) => mergedInto(findings, finding.id))];
}

function settle(findings: Findings, id: string, disposition: Disposition): Finding[] {
  const settled = standing(findings, id, 'id');
  return findings.map((finding) => (finding === settled ? { ...finding, disposition } : finding));
}

function standing(findings: Findings, id: string, field: string): Finding {
  const finding = findings.find((candidate) => candidate.id === id);
  if (!finding) throw new Refusal('NOT_FOUND', { field, value: id });
  if (finding.disposition.kind === 'merged' || finding.disposition.kind === 'dropped') {
    throw new Refusal('FINDING_SETTLED', { field, value: id, state: finding.disposition.kind });
  }
  return finding;
}
