import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { atLocalTime, type Instant, localDateOf } from '../calendar/local-time';
import { nextWorkingDay } from '../calendar/working-days';
import { type Hours, nextOfficeInstant } from '../clocks/office';
import { definitionOf, type MessageKind } from './message-kind';

/** When a bureau's mail may leave. */
export interface MailHours {
  office: Hours;
  /** Reminders leave later than the clocks fire (09:00), so that one morning's reminders share one mail. */
  reminders: Hours;
}

export const MAIL_HOURS: MailHours = {
  office: { from: '08:30', to: '17:30' },
  reminders: { from: '09:30', to: '17:30' },
};

export interface WaitingMail {
  id: string;
  kind: MessageKind;
  /** Queued for then, or to be tried again then. */
  notBefore: Instant;
}

export interface Departures {
  /** The mails to send now; each is a list of one message, or of the reminders that share it. */
  mails: string[][];
  /** When to look at this person's messages again; null when none is left waiting. */
  next: Instant | null;
}

/** The earliest instant at which a message queued at `queuedAt` may leave, the daily limit on reminders aside. */
export function earliestDeparture(
  kind: MessageKind,
  queuedAt: Instant,
  calendar: Calendar,
  hours: MailHours = MAIL_HOURS,
): Instant {
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
  hours: MailHours = MAIL_HOURS,
): Departures {
  const remindersOpen =
    lastReminderOn === localDateOf(now) ? atLocalTime(nextWorkingDay(calendar, lastReminderOn).date, '00:00') : now;
  const mails: string[][] = [];
  const reminders: string[] = [];
  const later: Instant[] = [];
  for (const { id, kind, notBefore } of waiting) {
    const grouped = definitionOf(kind).timing === 'grouped';
    const from = latest([now, notBefore, grouped ? remindersOpen : now]);
    const at = earliestDeparture(kind, from, calendar, hours);
    if (at > now) later.push(at);
    else if (grouped) reminders.push(id);
    else mails.push([id]);
  }
  if (reminders.length > 0) mails.push(reminders);
  return { mails, next: later.sort()[0] ?? null };
}

/** Instants compare as strings. */
const latest = (instants: Instant[]): Instant => instants.sort().at(-1)!;
