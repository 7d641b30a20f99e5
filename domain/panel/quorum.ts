import { Refusal } from '../errors';
import type { MeetingRule } from './meeting-rule';
import { type Panel, presidingSeat } from './panel';

export interface Quorum {
  /** Seats of the panel as appointed. */
  appointed: number;
  present: number;
  /** Seat that presides, or null when neither leader nor deputy is present. */
  presiding: string | null;
  /** Whether a meeting that was opened may go on; when false it is adjourned. */
  sitting: boolean;
}

/** The quorum of a meeting under way: enough seats present, and leader or deputy among them. */
export function quorum(panel: Panel, present: readonly string[], rule: MeetingRule): Quorum {
  const presiding = presidingSeat(panel, present)?.id ?? null;
  return {
    appointed: panel.length,
    present: present.length,
    presiding,
    sitting: presiding !== null && present.length >= rule.minimumPresent,
  };
}

/**
 * Refuses to open a meeting without its quorum: `NOBODY_PRESIDES`, `QUORUM_NOT_MET`, or, where rule `min5` lets the
 * director open with some seats missing, `DIRECTOR_NEEDED` until the director did.
 */
export function assertCanOpen(
  panel: Panel,
  present: readonly string[],
  rule: MeetingRule,
  approvedByDirector: boolean,
): void {
  const { appointed, presiding, sitting } = quorum(panel, present, rule);
  if (presiding === null) throw new Refusal('NOBODY_PRESIDES', { field: 'present', allowed: 'leader or deputy' });
  if (present.length === appointed) return;
  const needed = rule.opening === 'all' ? appointed : rule.minimumPresent;
  if (rule.opening === 'all' || !sitting) {
    throw new Refusal('QUORUM_NOT_MET', { field: 'present', value: present.length, allowed: `${needed} or more` });
  }
  if (!approvedByDirector) throw new Refusal('DIRECTOR_NEEDED', { field: 'approvedByDirector' });
}
