import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import {
  atLocalTime,
  type Instant,
  isLocalTime,
  type LocalTime,
  localDateOf,
  localTimeOf,
  toInstant,
} from '../calendar/local-time';
import { isWorkingDay, nextWorkingDay } from '../calendar/working-days';
import { invalid, type Reader, shape } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';

/** From the first minute up to, not including, the last; on working days. */
export interface Hours {
  from: LocalTime;
  to: LocalTime;
}

export interface Office {
  /** When people are at work. */
  officeHours: Hours;
  /** When reminders may be mailed; all other time is quiet. */
  mailHours: Hours;
  sources: RuleSources;
}

/** Reads the section `office` of a rule set. Refuses `RULE_SET_INVALID` with field, value and allowed. */
export const readOffice: Reader<Office> = (value, field) => {
  const sources = sourcesFor(['officeHours', 'mailHours']);
  return shape<Office>({ officeHours: readHours, mailHours: readHours, sources })(value, field);
};

export function withinOfficeHours(instant: Instant, hours: Hours, calendar: Calendar): boolean {
  const time = localTimeOf(instant);
  return isWorkingDay(calendar, localDateOf(instant)) && hours.from <= time && time < hours.to;
}

/** The earliest instant of the hours that isn't before the given one. */
export function nextOfficeInstant(instant: Instant, hours: Hours, calendar: Calendar): Instant {
  if (withinOfficeHours(instant, hours, calendar)) return toInstant(instant);
  const today: LocalDate = localDateOf(instant);
  const stillToCome = isWorkingDay(calendar, today) && localTimeOf(instant) < hours.from;
  return atLocalTime(stillToCome ? today : nextWorkingDay(calendar, today).date, hours.from);
}

const readTime: Reader<LocalTime> = (value, field) => (isLocalTime(value) ? value : invalid(field, value, 'HH:mm'));

/** Reads `{ from, to }`. Refuses `RULE_SET_INVALID` when it ends before it begins. */
export const readHours: Reader<Hours> = (value, field) => {
  const hours = shape<Hours>({ from: readTime, to: readTime })(value, field);
  return hours.from < hours.to ? hours : invalid(`${field}.to`, hours.to, `later than ${hours.from}`);
};
