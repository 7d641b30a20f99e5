import { addMonths, type LocalDate } from '../calendar/local-date';
import type { LoadRule } from './eligibility-rule';
import type { PoolPerson } from './pool-person';

export interface Loads {
  /** Seats of the last `months` over all pools; who joined within that time has the pool's median on top. */
  of(person: PoolPerson): number;
  isNewcomer(person: PoolPerson): boolean;
}

/**
 * Loads at the freeze. A seat counts when it was taken within `rule.months` up to `freezeOn`. The median is the lower
 * one, over those who were in the pool for the whole time; 0 when there are none.
 */
export function loads(rule: LoadRule, pool: readonly PoolPerson[], freezeOn: LocalDate): Loads {
  const since = addMonths(freezeOn, -rule.months);
  const taken = ({ seats }: PoolPerson): number =>
    seats.filter(({ takenOn }) => takenOn > since && takenOn <= freezeOn).length;
  const isNewcomer = ({ joinedOn }: PoolPerson): boolean => joinedOn > since;
  const settled = pool
    .filter((person) => !isNewcomer(person))
    .map(taken)
    .sort((a, b) => a - b);
  const median = settled[Math.floor((settled.length - 1) / 2)] ?? 0;
  return { isNewcomer, of: (person) => taken(person) + (isNewcomer(person) ? median : 0) };
}
