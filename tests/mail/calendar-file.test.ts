import { calendarFile, type Meeting } from '../../activities/mail/calendar-file';
import { createMailRenderer } from '../../activities/mail/render';
import { SAMPLE_CONTEXT, sampleMessage } from '../../activities/mail/sample';
import { projectPath } from '../../activities/project-root';
import { MESSAGE_KINDS } from '../../domain/mail/message-kind';

const MORNING = { startsAt: '2026-12-09T01:00:00.000Z', endsAt: '2026-12-09T04:00:00.000Z' };
const AFTERNOON = { startsAt: '2026-12-09T06:00:00.000Z', endsAt: '2026-12-09T09:30:00.000Z' };
const meeting: Meeting = {
  meetingId: 'm77',
  sequence: 3,
  sessions: [MORNING, AFTERNOON],
  formerSessions: [],
  place: '档案室，三楼',
  title: '桥;梁\n工程',
  link: '/projects/ab12/meeting',
};

const file = (changes: Partial<Meeting> = {}) => calendarFile({ ...meeting, ...changes }, SAMPLE_CONTEXT);
const unfold = (content: string) => content.replace(/\r\n /g, '');
const events = (content: string) => unfold(content).split('BEGIN:VEVENT').slice(1);

describe('the calendar file', () => {
  it('has one event a half-day in local time, and the zone it names', () => {
    const content = unfold(file());
    expect(content).toContain('METHOD:PUBLISH');
    expect(content).toMatch(/BEGIN:VTIMEZONE\r\nTZID:Asia\/Shanghai\r\n/);
    const [morning, afternoon, ...more] = events(content);
    expect(more).toEqual([]);
    expect(morning).toContain('DTSTART;TZID=Asia/Shanghai:20261209T090000\r\n');
    expect(morning).toContain('DTEND;TZID=Asia/Shanghai:20261209T120000\r\n');
    expect(afternoon).toContain('DTSTART;TZID=Asia/Shanghai:20261209T140000\r\n');
    // RFC 5545, 3.8.7.2: DTSTAMP is in UTC.
    expect(morning).toContain('DTSTAMP:20261120T010000Z\r\n');
    expect(morning).toContain('SUMMARY:桥\\;梁\\n工程');
  });

  it('is the same whatever the zone of the machine', () => {
    const zone = process.env.TZ;
    try {
      const files = ['Asia/Shanghai', 'America/New_York'].map((name) => {
        process.env.TZ = name;
        return file();
      });
      expect(files[0]).toBe(files[1]);
    } finally {
      process.env.TZ = zone;
    }
  });

  it('names nobody', () => {
    expect(file()).not.toMatch(/ATTENDEE|ORGANIZER|CONTACT/);
  });

  it('keeps ids through a change and cancels the half-days that fell away', () => {
    const ids = (content: string) => [...unfold(content).matchAll(/UID:(\S+)/g)].map(([, id]) => id);
    const changed = file({ sequence: 4, sessions: [AFTERNOON], formerSessions: [MORNING, AFTERNOON] });
    expect(ids(changed)).toEqual(ids(file()));
    expect(events(changed).map((event) => /STATUS:(\w+)/.exec(event)![1])).toEqual(['CONFIRMED', 'CANCELLED']);
    expect(changed).toContain('SEQUENCE:4');
  });

  it('cancels them all when no new time is fixed', () => {
    const content = file({ sessions: [], formerSessions: [MORNING, AFTERNOON] });
    expect(content).toContain('METHOD:CANCEL');
    expect(events(content).every((event) => event.includes('STATUS:CANCELLED'))).toBe(true);
    expect(events(content)).toHaveLength(2);
  });
});

it('goes with the messages about meetings, and with no other', () => {
  const renderer = createMailRenderer(projectPath('templates', 'mail'));
  const mails = MESSAGE_KINDS.map((kind) => ({ kind, ...renderer.render([sampleMessage(kind)], SAMPLE_CONTEXT) }));
  const carrying = mails.filter(({ attachments }) => attachments.length > 0).map(({ kind }) => kind);
  expect(carrying.sort()).toEqual([
    'owner-meeting-changed',
    'owner-meeting-notice',
    'panel-dissolved',
    'panel-meeting-changed',
    'panel-meeting-notice',
    'reinspection-notice',
  ]);
  const dissolved = mails.find(({ kind }) => kind === 'panel-dissolved')!.attachments[0]!;
  expect(dissolved.contentType).toContain('method=CANCEL');
  expect(dissolved.content).not.toContain('富龙西江特大桥');
});
