import type { LocalDate } from '../../domain/calendar/local-date';

/** A `date` column as Prisma takes and gives it: midnight UTC of the day. */
export function toDate(date: LocalDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** The day of a `date` column. */
export function fromDate(column: Date): LocalDate {
  return column.toISOString().slice(0, 10);
}
