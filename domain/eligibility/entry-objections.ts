import type { LocalDate } from '../calendar/local-date';
import type { VacancyCode } from '../draw/refill';
import type { EligibilityRule } from './eligibility-rule';
import type { PoolPerson } from './pool-person';
import type { Recusals } from './recusal';
import { isAtCap } from './yearly-cap';

/** What may have changed between the freeze of a draw and the moment somebody enters its panel. */
export interface EntryContext {
  rule: EligibilityRule;
  recused: Recusals;
  meetingOn: LocalDate;
  /**
   * Load at the freeze and the seats that draws of the same batch, committed earlier, have given since; null where they
   * gave none, so that the loads of the freeze stand.
   */
  loadOf: ((id: string) => number) | null;
}

/**
 * What speaks by now against people who were eligible at the freeze, by id, in the order of the filters. Seats taken since in any
 * pool count for bookings and for the yearly cap; loads are those of the freeze and of the batch alone, compared among those
 * against whom nothing else speaks.
 *
 * @param people all candidates of the draw where `loadOf` is given; `unavailable` holds half-days of this meeting only
 */
export function entryObjections(
  people: readonly PoolPerson[],
  { rule, recused, meetingOn, loadOf }: EntryContext,
): Map<string, VacancyCode> {
  const objections = new Map<string, VacancyCode>();
  for (const person of people) {
    const code = objection(person, rule, recused, meetingOn);
    if (code) objections.set(person.id, code);
  }
  if (loadOf) {
    const left = people.map(({ id }) => id).filter((id) => !objections.has(id));
    const most = Math.min(...left.map(loadOf)) + rule.load.slack;
    for (const id of left) if (loadOf(id) > most) objections.set(id, 'LOAD');
  }
  return objections;
}

function objection(
  person: PoolPerson,
  rule: EligibilityRule,
  recused: Recusals,
  meetingOn: LocalDate,
): VacancyCode | null {
  if (person.status !== 'active') return 'UNAVAILABLE';
  if (recused.reason(person)) return 'RECUSED';
  if (isAtCap(person, rule, meetingOn)) return 'YEARLY_CAP';
  return person.unavailable.length > 0 ? 'UNAVAILABLE' : null;
}
