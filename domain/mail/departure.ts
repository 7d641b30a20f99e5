import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { atLocalTime, type Instant, localDateOf } from '../calendar/local-time';
import { nextWorkingDay } from '../calendar/working-days';
import { type Hours, nextOfficeInstant } from '../clocks/office';
import { definitionOf, type MessageKind } from './message-kind';

/** When mail may leave. */
export interface MailHours {
  /** For what is neither urgent nor a reminder. */
  office: Hours;
  reminders: Hours;
}

/** Hours of mail about no project, to which no rule set applies (spec §4). */
export const GENERAL_MAIL_HOURS: Hours = { from: '08:30', to: '17:30' };

/** Reminders wait until the morning's alarms (09:00) have rung, so that they share one mail. */
const REMINDERS_FROM = '09:30';

/**
 * The hours of mail, from the rule set's own. Practice time jumps from alarm to alarm and may never stand between two
 * times of one morning: there reminders don't wait.
 */
export function mailHoursOf(office: Hours, practice: boolean): MailHours {
  const later = office.from < REMINDERS_FROM && REMINDERS_FROM < office.to;
  return { office, reminders: later && !practice ? { ...office, from: REMINDERS_FROM } : office };
}

export interface WaitingMail {
  id: string;
  kind: MessageKind;
  /** Queued for then, or to be tried again then. */
  notBefore: Instant;
}

export interface Departures {
  /** The mails to send now; each is a list of one message, or of the reminders that share it. */
  mails: string[][];
  /** The messages that stay, and when to look at each again. */
  later: { id: string; at: Instant }[];
}

/** The earliest instant at which a message queued at `queuedAt` may leave, the daily limit on reminders aside. */
export function earliestDeparture(kind: MessageKind, queuedAt: Instant, calendar: Calendar, hours: MailHours): Instant {
  const { timing } = definitionOf(kind);
  if (timing === 'at-once') return queuedAt;
  return nextOfficeInstant(queuedAt, timing === 'grouped' ? hours.reminders : hours.office, calendar);
}

/**
 * Which of one person's waiting messages leave now, and in how many mails: invitations, changed meetings and security at
 * any hour, the rest in office hours, and all due reminders together in at most one mail a working day (spec §4).
 *
 * @param lastReminderOn the day on which the person last got a reminder mail
 */
export function departures(
  waiting: readonly WaitingMail[],
  lastReminderOn: LocalDate | null,
  now: Instant,
  calendar: Calendar,
  hours: MailHours,
): Departures {
  const remindersOpen =
    lastReminderOn === localDateOf(now) ? atLocalTime(nextWorkingDay(calendar, lastReminderOn).date, '00:00') : now;
  const mails: string[][] = [];
  const reminders: string[] = [];
  const later: Departures['later'] = [];
  for (const { id, kind, notBefore } of waiting) {
    const grouped = definitionOf(kind).timing === 'grouped';
    const from = latest([now, notBefore, grouped ? remindersOpen : now]);
    const at = earliestDeparture(kind, from, calendar, hours);
    if (at > now) later.push({ id, at });
    else if (grouped) reminders.push(id);
    else mails.push([id]);
  }
  if (reminders.length > 0) mails.push(reminders);
  return { mails, later };
}

/** Instants compare as strings. */
const latest = (instants: Instant[]): Instant => instants.sort().at(-1)!;
