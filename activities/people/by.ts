import type { LocalDate } from '../../domain/calendar/local-date';

/** Who does something that is no act, and when. */
export interface By {
  personId: string;
  now: Date;
  today: LocalDate;
}
