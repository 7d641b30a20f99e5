import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import type { Instant } from '../../domain/calendar/local-time';
import type { MailContext } from './mail-context';

interface Session {
  startsAt: Instant;
  endsAt: Instant;
}

/** What a message that changes the reader's calendar carries. */
export interface Meeting {
  meetingId: string;
  /** Raised by each change, so that a calendar keeps the newest. */
  sequence: number;
  sessions: Session[];
  /** Half-days of an earlier notice; those beyond the new number are cancelled. */
  formerSessions: Session[];
  place: string | null;
  title: string;
  link: string;
}

const ZONE = 'Asia/Shanghai';
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/**
 * The meeting as an iCalendar file (RFC 5545), one event a half-day, without attendees: a panel's names stay hidden, and a
 * calendar's answer buttons would not be heard. Ids are stable, so a later file changes or cancels the same events.
 */
export function calendarFile(meeting: Meeting, { baseUrl, bureau, now, practice }: MailContext): string {
  const { meetingId, sequence, sessions, formerSessions, place, title, link } = meeting;
  const url = new URL(link, baseUrl);
  const calendar = ical({
    method: sessions.length > 0 ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
    prodId: '//Dangyan//Dangyan//ZH',
    // The zone is each event's own: on the calendar it would also move DTSTAMP, which must be in UTC.
    timezone: { name: null, generator: () => VTIMEZONE },
  });
  const cancelled = formerSessions.slice(sessions.length);
  for (const [index, { startsAt, endsAt }] of [...sessions, ...cancelled].entries()) {
    calendar.createEvent({
      id: `meeting-${meetingId}-${index + 1}@${url.hostname}`,
      sequence,
      timezone: ZONE,
      start: at(startsAt),
      end: at(endsAt),
      // ical-generator would read the machine's clock.
      stamp: at(now),
      summary: practice ? `【演练】${title}` : title,
      description: `${bureau}\n${url.href}`,
      location: place,
      url: url.href,
      status: index < sessions.length ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    });
  }
  return calendar.toString();
}

/** A native Date would be written in the machine's own time zone. */
const at = (instant: Instant): DateTime => DateTime.fromISO(instant, { zone: ZONE });
