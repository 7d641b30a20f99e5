import type { Calendar } from '../calendar/calendar';
import { isLocalDate } from '../calendar/local-date';
import { atLocalTime, type Instant, localDateOf, localTimeOf } from '../calendar/local-time';
import { nextWorkingDay } from '../calendar/working-days';
import { deadlineOf, definitionOf, type MessageKind } from './message-kind';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

/** How often an undelivered message is tried: 30 s after the first failure, doubling to once an hour, for 72 h at most. */
const RETRY = { first: 30 * SECOND, longest: HOUR, window: 72 * HOUR };

/** The reader's deadline as an instant: a day ends at 24:00 in Asia/Shanghai. Null when the message sets none. */
export function deadlineInstant(data: object): Instant | null {
  const due = deadlineOf(data);
  return due !== null && isLocalDate(due) ? atLocalTime(due, '24:00') : due;
}

/**
 * When a message is given up: 72 h after its first attempt or at half the time to its deadline, whichever is earlier; an
 * invitation after one working day, when the officer telephones (spec §4). A deadline already passed shortens nothing.
 */
export function giveUpAt(
  kind: MessageKind,
  firstAttempt: Instant,
  deadline: Instant | null,
  calendar: Calendar,
): Instant {
  if (definitionOf(kind).retry === 'working-day') {
    return atLocalTime(nextWorkingDay(calendar, localDateOf(firstAttempt)).date, localTimeOf(firstAttempt));
  }
  const left = deadline === null ? 0 : Date.parse(deadline) - Date.parse(firstAttempt);
  return later(firstAttempt, left > 0 ? Math.min(RETRY.window, Math.floor(left / 2)) : RETRY.window);
}

/**
 * The next attempt after a failure, or null when the message is to be given up. The last attempt is made at `limit` itself.
 *
 * @param failures attempts that have failed, from 1
 */
export function nextAttempt(failures: number, failedAt: Instant, limit: Instant): Instant | null {
  if (failedAt >= limit) return null;
  const wait = Math.min(RETRY.first * 2 ** (failures - 1), RETRY.longest);
  const next = later(failedAt, wait);
  return next < limit ? next : limit;
}

const later = (instant: Instant, ms: number): Instant => new Date(Date.parse(instant) + ms).toISOString();
