import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDateOf } from '../../domain/calendar/local-time';
import { Refusal } from '../../domain/errors';
import { oneLine } from '../../domain/mail/fields';
import {
  checkMessage,
  deadlineOf,
  definitionOf,
  MESSAGE_KINDS,
  type MessageKind,
} from '../../domain/mail/message-kind';
import { calendarFile, type Meeting } from './calendar-file';
import { chineseDate } from './chinese-date';
import type { MailContext } from './mail-context';
import { createMailFormat, type FormatName, type Template } from './mail-format';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** One message: its kind and its data as a row of the outbox stores them. */
export interface Message {
  kind: MessageKind;
  data: unknown;
}

export interface MailRenderer {
  /**
   * The mail that tells of these messages: one, or the reminders of one person that share a mail.
   *
   * @throws Refusal `MAIL_FIELD_MISSING`, `MAIL_FIELD_INVALID`, `MAIL_KIND_UNKNOWN`; `MAIL_ADDRESS_NOT_VERIFIED` when a
   * message may not go to a never-verified address
   */
  render(messages: readonly [Message, ...Message[]], context: MailContext): RenderedMail;
}

interface MessageTemplate {
  subject: Template;
  heading: Template;
  body: Record<FormatName, Template>;
}

/** Reads and compiles every template of `folder` (templates/mail), so that a broken one is found at start. */
export function createMailRenderer(folder: string): MailRenderer {
  const words = JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8'));
  const formats = {
    html: createMailFormat('html', join(folder, 'html'), words),
    text: createMailFormat('text', join(folder, 'text'), words),
  };
  const templates = new Map<MessageKind, MessageTemplate>();
  for (const kind of MESSAGE_KINDS) {
    const source = readFileSync(join(folder, 'messages', `${kind}.hbs`), 'utf8');
    const [, subject, heading, body] = /^subject: (.+)\nheading: (.+)\n---\n([\s\S]+)$/.exec(source) ?? [];
    if (!subject || !heading || !body) throw new Refusal('MAIL_TEMPLATE_INVALID', { field: kind });
    templates.set(kind, {
      subject: formats.text.compile(subject, kind),
      heading: formats.text.compile(heading, kind),
      body: { html: formats.html.compile(body, kind), text: formats.text.compile(body, kind) },
    });
  }

  return {
    render(messages, context) {
      const sections = messages.map(({ kind, data }) => {
        checkRecipient(kind, context);
        const checked: object = checkMessage(kind, data);
        const { subject, heading, body } = templates.get(kind)!;
        return {
          data: checked,
          subject: subject(checked, context),
          heading: heading(checked, context),
          html: body.html(checked, context),
          text: body.text(checked, context),
        };
      });
      const first = sections[0]!;
      const single = sections.length === 1;
      const heading = single ? first.heading : groupHeading(sections.map(({ data }) => data));
      const subject = single ? first.subject : heading;
      const frame = { single, heading, sections, sentOn: localDateOf(context.now), preview: preview(first.text) };
      return {
        subject: oneLine(`${context.practice ? '【演练】' : ''}${subject}`),
        text: `${formats.text.layout(frame, context)}\n`,
        html: formats.html.layout(frame, context),
        attachments: sections.flatMap(({ data }) => calendarOf(data, context)),
      };
    },
  };
}

function checkRecipient(kind: MessageKind, { recipient }: MailContext): void {
  if (recipient.verified) return;
  if (definitionOf(kind).needsVerifiedAddress) throw new Refusal('MAIL_ADDRESS_NOT_VERIFIED', { kind });
  if (recipient.notMinePath === null) throw new Refusal('MAIL_FIELD_MISSING', { kind, field: 'recipient.notMinePath' });
}

function groupHeading(data: object[]): string {
  const dates = data.map(deadlineOf).filter((due) => due !== null);
  return `您有${data.length}项事项待办，最早的期限是${chineseDate(dates.sort()[0]!)}`;
}

/** What a mail program shows beside the subject: the first sentences of the message. */
const preview = (text: string): string => text.split('\n')[0]!.slice(0, 120);

/** Messages that change the reader's calendar carry the fields of `Meeting`. */
function calendarOf(data: object, context: MailContext): RenderedMail['attachments'] {
  const meeting = data as Partial<Meeting> & { project?: string };
  if (!meeting.meetingId) return [];
  const title = `${meeting.project ?? ''}档案验收会议`;
  const filled = { sessions: [], formerSessions: [], place: null, title, ...meeting } as unknown as Meeting;
  const method = filled.sessions.length > 0 ? 'PUBLISH' : 'CANCEL';
  const contentType = `text/calendar; charset=utf-8; method=${method}`;
  return [{ filename: 'meeting.ics', contentType, content: calendarFile(filled, context) }];
}
