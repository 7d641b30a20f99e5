import type { ClockKind } from '../../../domain/clocks/clock-kind';
import type { Scenario } from '../scenarios/scenario';

/** After how many working days somebody acts who lets a clock pass. */
const LATE: Partial<Record<ClockKind, number>> = {
  register: 33,
  confirm_registration: 7,
  answer_corrections: 12,
  inspection_finding: 23,
  reply_application: 12,
  name_member: 7,
  sign_opinion: 5,
  issue_opinion: 7,
  rectification_item: 33,
  verify_item: 12,
  reinspection: 24,
  hand_over: 70,
  service: 5,
  second_person: 4,
};

/** How many working days a matter takes: what it usually does, or longer than its clock runs where the story says so. */
export function daysFor({ late = [] }: Scenario, clock: ClockKind, usual: number): number {
  return late.includes(clock) ? (LATE[clock] ?? usual) : usual;
}
