import type { LocalDate } from '../../domain/calendar/local-date';

/** The value of a `@db.Date` column: midnight in UTC of a civil day. */
export function toDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** The civil day of a `@db.Date` column. Not for instants: `localDateOf` of domain/calendar tells their day here. */
export function toLocalDate(date: Date): LocalDate {
  return date.toISOString().slice(0, 10);
}
