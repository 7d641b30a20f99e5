import type { LocalDate } from '../calendar/local-date';
import { laterOf } from '../calendar/local-date';
import type { RuleSetPin } from './rule-set';
import { type RuleSetHead, type RuleSetSubject, ruleSetInForce } from './rule-set-in-force';

/**
 * What a new version is to an open case. `pinned`: its application was received under another version, by which it goes on.
 * `applies`: received from the day of effect on, its application is judged by the new version. `other`: another rule set is in
 * force for it.
 */
export type RuleSetReach = 'pinned' | 'applies' | 'other';

/**
 * @param others versions that count already
 * @param pin what the case is pinned to, if its application was received
 * @param today a version whose day of effect is past reaches from today on
 */
export function ruleSetReach<T extends RuleSetHead>(
  others: readonly T[],
  next: T,
  pin: RuleSetPin | null,
  subject: RuleSetSubject,
  today: LocalDate,
): RuleSetReach {
  if (pin) return 'pinned';
  const on = laterOf(next.effectiveFrom, today);
  return ruleSetInForce([...others, next], subject, on) === next ? 'applies' : 'other';
}
