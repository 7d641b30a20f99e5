import type { Conclusion } from '../ballot/review-result';
import type { LocalDate } from '../calendar/local-date';
import { Refusal } from '../errors';
import { itemLimit, type RectificationItem } from './rectification-item';

/** What the director may decide when the limit passed with items not closed. */
export const LIMIT_DECISIONS = ['extend', 'reinspect_as_is', 'treat_as_failed'] as const;
export type LimitDecision = (typeof LIMIT_DECISIONS)[number];

/**
 * Decisions that the director may take on `today`: none until the limit of an open item has passed (what is reported
 * waits for the bureau, not for the owner). Extending needs an overdue item that was not extended before. A
 * failed project may also be re-inspected as it is or treated as failed again; of one that passed the open items only
 * hold up the hand-over.
 */
export function limitDecisions(
  conclusion: Conclusion,
  items: readonly RectificationItem[],
  plannedCompletion: LocalDate | null,
  today: LocalDate,
): LimitDecision[] {
  const overdue = items.filter((item) => item.state === 'open' && itemLimit(item, plannedCompletion) < today);
  if (overdue.length === 0) return [];
  const extend: LimitDecision[] = overdue.some((item) => item.extendedTo === null) ? ['extend'] : [];
  return conclusion === 'failed' ? [...extend, 'reinspect_as_is', 'treat_as_failed'] : extend;
}

/** Refuses `DECISION_NOT_ALLOWED` a decision that isn't open, and `REASON_REQUIRED` one without a reason. */
export function assertLimitDecision(decision: LimitDecision, reason: string, open: readonly LimitDecision[]): void {
  if (!open.includes(decision)) {
    throw new Refusal('DECISION_NOT_ALLOWED', { field: 'decision', value: decision, allowed: open });
  }
  if (reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
}
