import { Refusal } from '../errors';
import { addDays, isLocalDate, type LocalDate } from './local-date';

/** A moment as an ISO 8601 string in UTC with milliseconds, `2026-11-24T09:30:00.000Z`: such strings compare in order. */
export type Instant = string;

/** A time of day in Asia/Shanghai, `00:00` to `24:00`. */
export type LocalTime = string;

/** Asia/Shanghai: one zone and no summer time since 1992. */
const OFFSET = '+08:00';
const OFFSET_MS = 8 * 3_600_000;

export function isLocalTime(value: unknown): value is LocalTime {
  return typeof value === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);
}

/** The instant of a time of day in Asia/Shanghai; `24:00` is the end of the day. Refuses `BAD_INPUT`. */
export function atLocalTime(date: LocalDate, time: LocalTime): Instant {
  if (!isLocalDate(date)) throw new Refusal('BAD_INPUT', { field: 'date', value: date, allowed: 'YYYY-MM-DD' });
  if (!isLocalTime(time)) throw new Refusal('BAD_INPUT', { field: 'time', value: time, allowed: '00:00 to 24:00' });
  if (time === '24:00') return atLocalTime(addDays(date, 1), '00:00');
  return new Date(`${date}T${time}:00${OFFSET}`).toISOString();
}

/** The day in Asia/Shanghai on which the instant falls. */
export function localDateOf(instant: Instant): LocalDate {
  return shanghai(instant).slice(0, 10);
}

/** The time of day in Asia/Shanghai, to the minute (seconds are dropped). */
export function localTimeOf(instant: Instant): LocalTime {
  return shanghai(instant).slice(11, 16);
}

/** An instant in the one form that compares as a string, from any ISO 8601 form with a zone. Refuses `BAD_INPUT`. */
export function toInstant(text: string): Instant {
  return new Date(milliseconds(text)).toISOString();
}

function shanghai(instant: Instant): string {
  return new Date(milliseconds(instant) + OFFSET_MS).toISOString();
}

function milliseconds(text: string): number {
  const ms = /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms))
    throw new Refusal('BAD_INPUT', { field: 'instant', value: text, allowed: 'ISO 8601 with a zone' });
  return ms;
}
