import type { Calendar } from '../calendar/calendar';
import { atLocalTime, type Instant, type LocalTime, localDateOf, localTimeOf } from '../calendar/local-time';
import { isWorkingDay, nextWorkingDay } from '../calendar/working-days';

/** The hours of a working day, the last minute included. */
export interface OfficeHours {
  from: LocalTime;
  to: LocalTime;
}

export function withinOfficeHours(calendar: Calendar, instant: Instant, { from, to }: OfficeHours): boolean {
  const time = localTimeOf(instant);
  return from <= time && time <= to && isWorkingDay(calendar, localDateOf(instant));
}

/** The instant itself when it lies in office hours, else the next opening. */
export function nextOfficeInstant(calendar: Calendar, instant: Instant, hours: OfficeHours): Instant {
  if (withinOfficeHours(calendar, instant, hours)) return instant;
  const day = localDateOf(instant);
  const opensToday = localTimeOf(instant) < hours.from && isWorkingDay(calendar, day);
  return atLocalTime(opensToday ? day : nextWorkingDay(calendar, day).date, hours.from);
}
