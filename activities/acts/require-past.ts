import type { LocalDate } from '../../domain/calendar/local-date';
import { Refusal } from '../../domain/errors';
import type { ProcessContext } from '../process/process-context';

/** What is said to have happened happened today or before. @throws Refusal OCCURRED_IN_FUTURE */
export function requirePast({ today }: ProcessContext, field: string, day: LocalDate): void {
  if (day > today) throw new Refusal('OCCURRED_IN_FUTURE', { field, value: day, allowed: `${today} or before` });
}
