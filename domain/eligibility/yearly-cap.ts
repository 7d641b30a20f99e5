import { type LocalDate, yearOf } from '../calendar/local-date';
import type { EligibilityRule } from './eligibility-rule';
import type { PoolPerson } from './pool-person';

/** Whether a person has all the seats that he may have in the calendar year of a meeting. */
export function isAtCap({ seats }: PoolPerson, { yearlyCap }: EligibilityRule, meetingOn: LocalDate): boolean {
  return seats.filter((seat) => yearOf(seat.meetingOn) === yearOf(meetingOn)).length >= yearlyCap;
}
