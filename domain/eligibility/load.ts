import { addMonths, type LocalDate } from '../calendar/local-date';
import type { LoadRule } from './eligibility-rule';
import type { PoolPerson } from './pool-person';

export interface Loads {
  /** Seats of the last `months` over all pools; who joined within that time began with the pool's median. */
  of(person: PoolPerson): number;
  isNewcomer(person: PoolPerson): boolean;
}

/**
 * Loads at the freeze. A seat counts when it was taken within `rule.months` up to `freezeOn`. The median is the lower
 * one, over those who were in the pool for the whole time and still are; 0 when there are none. Who joined has the median and
 * what he took since, or all that he took in other pools, whichever is more.
 */
export function loads(rule: LoadRule, pool: readonly PoolPerson[], freezeOn: LocalDate): Loads {
  const since = addMonths(freezeOn, -rule.months);
  const taken = ({ seats }: PoolPerson, after = since): number =>
    seats.filter(({ takenOn }) => takenOn > since && takenOn >= after && takenOn <= freezeOn).length;
  const isNewcomer = ({ joinedOn }: PoolPerson): boolean => joinedOn > since;
  const settled = pool
    .filter((person) => !isNewcomer(person) && person.status !== 'ended')
    .map((person) => taken(person))
    .sort((a, b) => a - b);
  const median = settled[Math.floor((settled.length - 1) / 2)] ?? 0;
  return {
    isNewcomer,
    of: (person) =>
      isNewcomer(person) ? Math.max(taken(person), median + taken(person, person.joinedOn)) : taken(person),
  };
}
